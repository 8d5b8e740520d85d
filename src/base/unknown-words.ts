/** What desks write when they do not know, folded: lower case, without accents, one blank between words. */
const unknownWords = new Set([
  ...['nn', 'n n', 'n/n', 'n.n', 'na', 'n/a', 'n.a', 'nd', 'n/d', 'sd', 's/d', 's/n', 's/i', 'ns', 'nr', 'ns/nr'],
  ...['desconocido', 'desconocida', 'se desconoce', 'desconoce', 'ignorado', 'ignorada', 'se ignora', 'no sabe', 'no se sabe'],
  ...[
    'no refiere',
    'no indica',
    'no consta',
    'no proporcionado',
    'no proporcionada',
    'no proporciona',
    'no porta',
    'no disponible',
  ],
  ...['sin dato', 'sin datos', 'sin informacion', 'sin registro', 'sin nombre', 'sin apellido', 'sin documento', 'indocumentado'],
  ...['unknown', 'unk', 'not known', 'not available', 'not provided', 'no name', 'null', 'undefined'],
])

/**
 * Does the text say "we do not know"? `NN`, `s/d`, `desconocido`, `XXX`, `---`, `?`, `00/00/0000`. Blank text says nothing,
 * so it is not one of them; neither is a single `X`, which is a sex in some papers.
 */
export function meansUnknown(text: string): boolean {
  const folded = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\(|[).]+$/g, '')
  if (folded === '') return /\S/.test(text)
  return unknownWords.has(folded) || /^(x{2,}|[-–—_.*?¿/ ]+|0+[-/.]0+[-/.]0+)$/.test(folded)
}
