/** An evidence pack as it is handed on: words and nothing else, as a page to print or as Markdown. Pure. */
import { type Html, htmlElement, htmlPage, htmlText } from '#core/html-page.ts';
import { markdownLine, markdownLines, markdownText } from '#core/markdown.ts';

/** A thing that was done. */
export interface Said {
  readonly what: string;
  /** What it was, when, and what it changed: one line. */
  readonly facts: string;
}

export interface Document {
  readonly title: string;
  /** A sentence of theirs, or empty. */
  readonly said: string;
  readonly list: { readonly heading: string; readonly all: readonly Said[] };
  /** A heading each, with what they wrote under it. */
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
}

/** @returns a document that ends with a line break */
export function markdownOf({ title, said, list, answers }: Document): string {
  const paragraph = (text: string, indent = '') => markdownLines(markdownText(text), indent);
  const heading = (text: string) => `## ${markdownLine(text)}`;
  const parts = [
    `# ${markdownLine(title)}`,
    ...(said === '' ? [] : [paragraph(said)]),
    ...(list.all.length === 0
      ? []
      : [
          heading(list.heading),
          list.all.map(({ what, facts }) => `- ${paragraph(`${what}\n${facts}`, '  ')}`).join('\n'),
        ]),
    ...answers.flatMap(({ question, answer }) => [heading(question), paragraph(answer)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** @param language of its sentences, as BCP 47 names it */
export function pageOf({ title, said, list, answers }: Document, language: string): string {
  const body: Html[] = [
    ...(said === '' ? [] : [htmlElement('p', htmlText(said))]),
    ...(list.all.length === 0
      ? []
      : [
          htmlElement('h2', htmlText(list.heading)),
          htmlElement(
            'ul',
            ...list.all.map(({ what, facts }) =>
              htmlElement('li', htmlElement('strong', htmlText(what)), htmlText(`\n${facts}`)),
            ),
          ),
        ]),
    ...answers.flatMap(({ question, answer }) => [
      htmlElement('h2', htmlText(question)),
      htmlElement('p', htmlText(answer)),
    ]),
  ];
  return htmlPage(language, title, body);
}
