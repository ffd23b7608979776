import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';

/** In characters. */
export const longestName = 60;

const token = z.object({ id: rowValue });

export const showTokens = defineAction('lore.tokens', z.null());
export const revokeToken = defineAction('lore.token_revoke', token);

/** `id`: of the token that it makes, so that a repeated press makes one. */
export const tokensModal = defineModal('lore.tokens', token, { name: textField({ most: longestName }) });
/** Without anything to fill in. */
export const madeModal = defineModal('lore.token_made', z.null(), {});
