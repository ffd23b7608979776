/** What the page may send, checked: anything can arrive on a port. */
import * as z from 'zod';
import { amount, fault } from '../faults.ts';

const inputs = z.record(
  z.string(),
  z.record(
    z.string(),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('button') }),
      z.object({ kind: z.literal('text'), value: z.string() }),
      z.object({ kind: z.literal('one'), value: z.string().nullable() }),
      z.object({ kind: z.literal('many'), values: z.array(z.string()) }),
      z.object({ kind: z.literal('date'), value: z.string().nullable() }),
      z.object({ kind: z.literal('time'), value: z.string().nullable() }),
      z.object({ kind: z.literal('datetime'), value: z.number().nullable() }),
    ]),
  ),
);
const elementValue = inputs.valueType.valueType;
const as = { as: z.string() };
const thread = { threadTs: z.string().exactOptional() };

export const bodies = {
  snapshot: z.object(as),
  history: z.object({ ...as, channelId: z.string(), ...thread }),
  'open-home': z.object(as),
  say: z.object({
    ...as,
    channelId: z.string(),
    text: z.string(),
    mentions: z.array(z.string()).max(50).exactOptional(),
    ...thread,
  }),
  draft: z.object({ ...as, text: z.string() }),
  'open-link': z.object({ ...as, channelId: z.string(), ts: z.string(), url: z.string() }),
  act: z.object({
    ...as,
    where: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('message'), channelId: z.string(), ts: z.string() }),
      z.object({ kind: z.literal('view'), viewId: z.string() }),
      z.object({ kind: z.literal('home') }),
    ]),
    blockId: z.string(),
    actionId: z.string(),
    value: elementValue,
    inputs,
  }),
  submit: z.object({ ...as, viewId: z.string(), inputs }),
  'close-view': z.object({ ...as, viewId: z.string(), all: z.boolean().exactOptional() }),
  shortcut: z.object({
    ...as,
    callbackId: z.string(),
    message: z.object({ channelId: z.string(), ts: z.string() }).exactOptional(),
  }),
  membership: z.object({
    ...as,
    channelId: z.string(),
    change: z.enum(['join', 'leave', 'invite', 'remove', 'add bot', 'remove bot']),
    userId: z.string().exactOptional(),
  }),
  person: z.object({
    ...as,
    userId: z.string().exactOptional(),
    change: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('status'),
        text: z.string(),
        emoji: z.string(),
        until: z.number().nullable(),
      }),
      z.object({ kind: z.literal('quiet'), until: z.number() }),
      z.object({ kind: z.literal('tz'), tz: z.string() }),
      z.object({ kind: z.literal('locale'), locale: z.string() }),
      z.object({ kind: z.literal('deactivate') }),
    ]),
  }),
  channel: z.object({
    ...as,
    channelId: z.string().exactOptional(),
    change: z.enum(['create', 'archive', 'unarchive', 'rename', 'make private']),
    name: z.string().exactOptional(),
    isPrivate: z.boolean().exactOptional(),
  }),
  fault: z.object({ ...as, method: z.string(), fault, amount }),
  'clear-faults': z.object(as),
  clock: z.object({ to: z.union([z.number(), z.literal('next')]) }),
};

export type Bodies = { [Name in keyof typeof bodies]: z.infer<(typeof bodies)[Name]> };
