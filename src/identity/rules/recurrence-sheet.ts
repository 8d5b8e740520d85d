import type { Language } from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import type { Recurrence } from '../contract.ts'

/** The figures of recurrence as one table to write: people by their returns, and from where they came one time and the next. */
export function recurrenceSheet(found: Recurrence, facts: { from: string; to: string; at: string }, language: Language) {
  const say = (es: string, en: string): string => ({ es, en })[language]
  const share = (count: number, of: number) => (of === 0 ? undefined : Math.round((count / of) * 1000) / 1000)
  const steps = found.routes.reduce((sum, { returns }) => sum + returns, 0)
  const perPerson = say('Personas por número de retornos (5: cinco o más)', 'People by number of returns (5: five or more)')
  const routes = say('Retornos: de qué país venían, una vez y la siguiente', 'Returns: from which country, one time and the next')
  return {
    name: say('Más de un retorno', 'More than one return'),
    columns: [
      { title: say('Desglose', 'Breakdown'), width: 46 },
      { title: say('Grupo', 'Group'), width: 46 },
      { title: say('Código', 'Code') },
      { title: say('Número', 'Number') },
      { title: say('Parte del total', 'Share of the total') },
    ],
    rows: [
      ...found.byReturns.map(({ returns, people }) => [
        perPerson,
        `${returns}`,
        `${returns}`,
        people,
        share(people, found.people),
      ]),
      ...found.routes.map(({ from, to, returns }) => [
        routes,
        `${countryName(from, language)} → ${countryName(to, language)}`,
        `${from}-${to}`,
        returns,
        share(returns, steps),
      ]),
    ],
    notes: [
      say(
        `Personas recibidas del ${facts.from} al ${facts.to}, por fecha de llegada.`,
        `People received from ${facts.from} to ${facts.to}, by date of arrival.`,
      ),
      say(
        'Fuente: registros de recepción de la institución y las decisiones de sus ventanillas sobre quién es quién. Uso interno: cuenta personas en celdas pequeñas y no se publica.',
        'Source: reception records of the institution and what its desks decided about who is who. For internal use: small cells are shown, and it is not published.',
      ),
      `${say('Corte', 'Cut-off')}: ${facts.at}`,
    ],
  }
}
