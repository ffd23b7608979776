/** A page of its own: one file that loads and runs nothing, to read and to print. What people wrote is only words in it. */

const style = `
body { font: 16px/1.5 system-ui, sans-serif; color: #1d1c1d; max-width: 44rem; margin: 3rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid #bbb; }
h3 { font-size: 1rem; margin-bottom: .3rem; }
p, li { white-space: pre-line; overflow-wrap: anywhere; }
@page { margin: 20mm; }
@media print {
  body { font-size: 11pt; margin: 0; padding: 0; max-width: none; }
  h1, h2, h3 { break-after: avoid; }
  li { break-inside: avoid; }
}`;

declare const html: unique symbol;
/** Markup. Only this file makes it, so whatever stands in it is escaped. */
export type Html = string & { readonly [html]: true };

export const htmlText = (text: string): Html =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;') as Html;

export const htmlElement = (
  tag: 'h1' | 'h2' | 'h3' | 'p' | 'ul' | 'li' | 'strong',
  ...inner: readonly Html[]
): Html => `<${tag}>${inner.join('')}</${tag}>` as Html;

/** @param language of its words, as BCP 47 names it */
export function htmlPage(language: string, title: string, body: readonly Html[]): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'`;
  return `<!doctype html>
<html lang="${htmlText(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${htmlText(title)}</title>
<style>${style}
</style>
</head>
<body>
${[htmlElement('h1', htmlText(title)), ...body].join('\n')}
</body>
</html>
`;
}
