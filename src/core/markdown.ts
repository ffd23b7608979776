/** Markdown that says what people wrote and nothing else. Pure. */

/** Escapes everything Markdown would interpret, anywhere in a line; what begins a line is for the two below. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\u2028\u2029\u0085\v\f]/g, '\n')
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replaceAll(/[\\`*_[\]<>&~|#!$]/g, '\\$&');
}

/** For a heading. */
export const markdownLine = (text: string): string =>
  atStart(markdownText(text).replaceAll('\n', ' ').trim());

/** Keeps line breaks within one paragraph. @param escaped as `markdownText` returns it @param indent for the following lines of the same paragraph */
export function markdownLines(escaped: string, indent: string): string {
  return escaped
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(atStart)
    .join(`\\\n${indent}`);
}

/** Escapes what would begin a list, a rule, a heading underline or a definition at the start of a line. */
function atStart(line: string): string {
  return line
    .replace(/^([-+=:]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? start : `\\${start}`))
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
