/** The pages’ HTML: text is escaped where it becomes part of it, and nowhere else. */

/** HTML that is safe to show. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Html | readonly Html[];

const inHtml: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => inHtml[sign] ?? sign);

const inText = (part: Part): string =>
  typeof part === 'string'
    ? escaped(part)
    : part instanceof Html
      ? part.text
      : part.map(({ text }) => text).join('');

/** Texts become text, also in attributes with quotes; HTML stays. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, nth) => text + inText(parts[nth] ?? '')).join(''));
}

/** A sentence in which what stands between backticks is code. */
export function withCode(sentence: string): Html {
  const parts = sentence
    .split('`')
    .map((part, nth) => (nth % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
  return html`${parts}`;
}
