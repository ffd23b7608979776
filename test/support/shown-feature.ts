import { z } from 'zod';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { defineAction } from '../../src/core/kit/action.ts';
import { choiceField, defineModal, renderModal, input, textField } from '../../src/core/kit/modal.ts';
import {
  errors,
  nothing,
  onAction,
  onSubmit,
  open,
  push,
  say,
  update,
  type Interaction,
  type Reply,
} from '../../src/core/listener.ts';
import { escape } from '../../src/core/text.ts';

/** Answers as it is asked to, in every kind of place; when it is told to, not before it is let go. */
export const kinds = ['open', 'push', 'update', 'say', 'errors', 'break', 'nothing'] as const;
export type Kind = (typeof kinds)[number];

export function shownFeature() {
  const gates = new Map<string, PromiseWithResolvers<undefined>>();
  const gateOf = (user: string) => {
    const gate = gates.get(user) ?? Promise.withResolvers<undefined>();
    gates.set(user, gate);
    return gate;
  };
  const form = defineModal('shown.form', z.enum(kinds), {
    words: textField(),
    kind: choiceField(['one', 'two'], 'radio', { isLive: true }),
  });
  const drawing = renderModal(form, 'nothing', { title: 'Shown', submit: 'Save', close: 'Close' }, [
    input(form, 'words', { label: 'Words' }),
  ]);
  const reply = async ({ person }: Interaction, kind: Kind): Promise<Reply> => {
    if (person.userId.startsWith('USLOW')) await gateOf(person.userId).promise;
    switch (kind) {
      case 'open':
        return open(drawing);
      case 'push':
        return push(drawing);
      case 'update':
        return update(drawing);
      case 'say':
        return say({ text: escape('what there is to say'), blocks: [] });
      case 'errors':
        return errors({ words: 'Write a word.' });
      case 'break':
        throw new Error('it broke');
      case 'nothing':
        return nothing;
    }
  };
  const shortcut = (kind: 'open' | 'say', type: 'global' | 'message') => ({
    callbackId: `shown.${type}_${kind}`,
    type,
    name: () => 'Show',
    summary: () => 'shows',
    run: (interaction: Interaction) => reply(interaction, kind),
  });
  const feature: Feature = {
    name: 'shown',
    title: () => 'Shown',
    copy: defineCopy({ en: {}, de: {} }),
    tables: [],
    commands: [
      {
        name: '/shown',
        summary: () => 'shows',
        usage: () => '',
        run: (interaction, text) => reply(interaction, z.enum(kinds).parse(text)),
      },
    ],
    shortcuts: [
      shortcut('open', 'global'),
      shortcut('say', 'global'),
      shortcut('open', 'message'),
      shortcut('say', 'message'),
    ],
    actions: [onAction(defineAction('shown.press', z.enum(kinds)), reply)],
    views: [onSubmit(form, reply, reply)],
  };
  return { feature, release: (user: string) => gateOf(user).resolve(undefined) };
}
