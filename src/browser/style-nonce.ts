/**
 * The server's content policy allows a style sheet made here only with the number it gave this page. Browsers hide it from style sheets
 * and markup; a script reads it.
 */
export const styleNonce = (): string => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''

// What keeps a page from scrolling under a dialog (`get-nonce`, below Mantine) asks for it by this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })
