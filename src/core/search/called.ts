/** What is found by its name. Pure. */
import { cutQuery, cutRow } from './cut.ts';

/** Whether a name has every word that was typed, in any of its forms; nothing typed: every name. */
export function calledSo(called: string, typed: string): boolean {
  const words = cutQuery(typed);
  const telling = words.filter(({ isSmall }) => !isSmall);
  const { terms } = cutRow({ title: called, topics: '', useWhen: '', text: '' });
  return (telling.length > 0 ? telling : words).every(({ exact, stems, heads }) =>
    [exact, ...stems, ...heads].some((term) => terms.has(term)),
  );
}
