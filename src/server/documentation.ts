import { html } from 'hono/html'
import type { Language } from '#base/codes.ts'
import { nameOf } from '#base/contract.ts'
import type { Feature } from '#server/http.ts'

const words = {
  es: {
    title: 'API de Ceiba',
    says: html`La descripción completa, con el esquema de cada entrada y cada respuesta, es
  <a href="/api/openapi.json">OpenAPI 3.1</a>; cualquier generador de clientes la lee. Una orden lleva un cuerpo JSON y puede llevar un
  UUID en el encabezado <code>Ceiba-Entry</code>: la misma orden enviada dos veces se registra una sola vez. Un rechazo es un documento
  de problema (RFC 9457) con un <code>code</code> que no cambia. Lo que hace cada llamada está escrito en inglés.`,
    parts: 'Partes',
    call: 'Llamada',
    does: 'Qué hace',
    may: 'Quién puede',
    personal: 'Muestra personas: la lectura queda en el registro.',
    anyone: 'cualquiera',
    'signed-in': 'quien haya entrado',
  },
  en: {
    title: 'Ceiba API',
    says: html`The whole description, with the schema of every input and answer, is <a href="/api/openapi.json">OpenAPI 3.1</a>; any client
  generator reads it. A command takes a JSON body and may carry a UUID in the header <code>Ceiba-Entry</code>: the same command
  sent twice is recorded once. A refusal is a problem document (RFC 9457) with a stable <code>code</code>.`,
    parts: 'Features',
    call: 'Call',
    does: 'What it does',
    may: 'Who may',
    personal: 'Shows persons: the reading is journalled.',
    anyone: 'anyone',
    'signed-in': 'signed-in',
  },
}

/**
 * The API's documentation as one page that needs no script: what each call does, who may make it, and where to read its schemas.
 * The page speaks the reader's language; what stands in the contracts is English.
 */
export function documentation(features: Feature[], version: string, language: Language) {
  const { [language]: say } = words
  const calls = features.filter(({ contract }) => Object.keys(contract).length > 0)
  return html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${say.title}</title>
  <link rel="stylesheet" href="/portal.css">
</head>
<body>
<main class="page">
  <h1>${say.title} <small>${version}</small></h1>
  <p>${say.says}</p>
  <nav aria-label="${say.parts}"><ul class="inline">${calls.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
  ${calls.map(
    ({ name, contract }) => html`
  <section id="${name}">
    <h2>${name}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
      <thead><tr><th scope="col">${say.call}</th><th scope="col">${say.does}</th><th scope="col">${say.may}</th></tr></thead>
      <tbody>${Object.values(contract).map(
        (call) => html`
        <tr><td><code>${nameOf(call).replace(' /', ' /api/')}</code></td><td><span lang="en">${call.says}</span>${call.personal ? ` ${say.personal}` : ''}</td>
        <td>${typeof call.may === 'string' ? say[call.may] : call.may.join(', ')}</td></tr>`,
      )}</tbody>
    </table></div>
  </section>`,
  )}
</main>
</body>
</html>`
}
