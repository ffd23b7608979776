/** The sentences of locales/<language>/tokens.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/tokens.json' with { type: 'json' };
import de from './de/tokens.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface TokensSentences extends SharedSentences {
  home: None;
  open: None;
  title: None;
  contains: None;
  where: None;
  noAddress: None;
  none: None;
  one: { readonly name: Value; readonly made: Value };
  oneUsed: { readonly name: Value; readonly made: Value; readonly used: Value };
  full: { readonly most: Value };
  name: None;
  nameExample: None;
  nameHint: None;
  make: None;
  nameEmpty: None;
  revoke: None;
  revokeIt: { readonly name: Value };
  'revoke.title': None;
  'revoke.text': None;
  madeTitle: None;
  made: { readonly name: Value };
  secret: None;
}
export type TokensKey = keyof TokensSentences;

export const tokens: Catalogues<TokensSentences> = { en, de };
