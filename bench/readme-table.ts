import { readFileSync, writeFileSync } from 'node:fs'
import type { Line } from './report.ts'

const begin = '<!-- measured: written by the bench, do not edit -->'
const end = '<!-- /measured -->'

/** Puts lines into a README between its two marks; where there are none, at its end under a title of their own. */
export function writeIntoReadme(file: string, ran: readonly string[], lines: readonly Line[]): void {
  const text = readFileSync(file, 'utf8')
  const measured = [
    begin,
    '',
    ...ran.map((line) => `- ${line}`),
    '',
    '| | measured | goal |',
    '|---|---|---|',
    ...lines.map(({ what, gave, goal = '' }) => `| ${what} | ${gave} | ${goal} |`),
    '',
    end,
  ].join('\n')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  const next =
    from >= 0 && to > from
      ? text.slice(0, from) + measured + text.slice(to + end.length)
      : `${text.trimEnd()}\n\n## Measured\n\n${measured}\n`
  writeFileSync(file, next)
}
