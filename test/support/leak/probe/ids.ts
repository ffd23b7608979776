/** What the probe's buttons and its modal carry: everything by which a row can be written, found or forged. */
import { channelValue, userValue, rowValue } from '../../../../src/core/kit/values.ts';
import { z } from 'zod';
import {
  isId,
  embargoId,
  type AudienceId,
  type ChannelId,
  type RowId,
  type EmbargoId,
  type UserId,
} from '../../../../src/core/ids.ts';
import { defineAction } from '../../../../src/core/kit/action.ts';
import { defineModal, textField } from '../../../../src/core/kit/modal.ts';
const embargo = z.custom<EmbargoId>(isId).transform(embargoId);

const reach = z.object({
  kind: z.enum(['workspace', 'conversation', 'people', 'named']),
  channel: channelValue,
  people: z.array(userValue),
  after: embargo.nullable(),
});
const secret = z.object({
  row: rowValue,
  reach,
  seal: embargo.nullable(),
  by: z.array(userValue),
  names: z.enum(['shown', 'hidden']),
});
export type Secret = z.infer<typeof secret>;
const choice = z.object({
  row: rowValue,
  token: z.string(),
  choice: z.string(),
  reach: reach.nullable(),
  seal: embargo.nullable(),
});
export type Choice = z.infer<typeof choice>;

export const writeSecret = defineAction('probe.write', z.object({ secret, token: z.string() }));
export const secretModal = defineModal('probe.secret', z.object({ secret }), { token: textField() });
export const choose = defineAction('probe.choose', choice);
export const touch = defineAction('probe.touch', z.object({ row: rowValue }));
export const remove = defineAction('probe.remove', z.object({ row: rowValue }));
export const takeBack = defineAction('probe.take', z.object({ row: rowValue }));
export const newEmbargo = defineAction('probe.seal', z.null());
export const liftedEmbargo = defineAction('probe.open', z.object({ seal: embargo }));
export const unlink = defineAction('probe.unlink', z.object({ seal: embargo }));
export const offer = defineAction('probe.offer', z.object({ what: z.string(), isOn: z.boolean() }));
const pooled = z.object({
  what: z.string(),
  token: z.string(),
  reach: reach.nullable(),
  seal: embargo.nullable(),
});
export const pool = defineAction('probe.pool', pooled);
export type PoolRow = z.infer<typeof pooled>;
export const suggest = defineAction('probe.suggest', z.null());
export const post = defineAction('probe.post', z.object({ look: z.number(), isShort: z.boolean() }));
export const pick = defineAction('probe.pick', z.object({ row: rowValue }));
export const pickModal = defineModal('probe.pick-one', z.null(), {});

/** Ids of everything there is in both workspaces: the probe asks about all of them, whoever looks. */
export interface KnownIds {
  readonly rows: Set<RowId>;
  readonly audiences: Set<AudienceId>;
  readonly channels: readonly ChannelId[];
  readonly people: readonly UserId[];
}
