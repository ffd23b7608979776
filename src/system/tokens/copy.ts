/** Sentences about access tokens. */
import { defineCopy } from '#core/copy.ts';
import { tokens } from '#locales/tokens.ts';

export const tokensCopy = defineCopy(tokens);
