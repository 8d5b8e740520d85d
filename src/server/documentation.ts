import { html } from 'hono/html'
import { nameOf } from '#base/contract.ts'
import type { Feature } from '#server/http.ts'

/** The API's documentation as one page that needs no script: what each call does, who may make it, and where to read its schemas. */
export function documentation(features: Feature[], version: string) {
  const calls = features.filter(({ contract }) => Object.keys(contract).length > 0)
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Ceiba API</title>
  <link rel="stylesheet" href="/portal.css">
</head>
<body>
<main class="page">
  <h1>Ceiba API <small>${version}</small></h1>
  <p>The whole description, with the schema of every input and answer, is <a href="/api/openapi.json">OpenAPI 3.1</a>; any client
  generator reads it. A command takes a JSON body and may carry a UUID in the header <code>Ceiba-Entry</code>: the same command
  sent twice is recorded once. A refusal is a problem document (RFC 9457) with a stable <code>code</code>.</p>
  <nav aria-label="Features"><ul class="inline">${calls.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
  ${calls.map(
    ({ name, contract }) => html`
  <section id="${name}">
    <h2>${name}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
      <thead><tr><th scope="col">Call</th><th scope="col">What it does</th><th scope="col">Who may</th></tr></thead>
      <tbody>${Object.values(contract).map(
        (call) => html`
        <tr><td><code>${nameOf(call).replace(' /', ' /api/')}</code></td><td>${call.says}${call.personal ? ' Shows persons: the reading is journalled.' : ''}</td>
        <td>${typeof call.may === 'string' ? call.may : call.may.join(', ')}</td></tr>`,
      )}</tbody>
    </table></div>
  </section>`,
  )}
</main>
</body>
</html>`
}
