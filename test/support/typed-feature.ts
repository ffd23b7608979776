import { z } from 'zod';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { defineAction } from '../../src/core/kit/action.ts';
import { choiceField, defineModal, textField } from '../../src/core/kit/modal.ts';
import { nothing, onAction, onSubmit, say } from '../../src/core/listener.ts';
import { escape } from '../../src/core/text.ts';

/** Says hello to whatever is done, and hears what is typed. */
export function typedFeature() {
  const heard: string[] = [];
  const hello = say({ text: escape('hello'), blocks: [] });
  const form = defineModal('typed.form', z.null(), {
    words: textField({ isLive: true }),
    kind: choiceField(['one', 'two'], 'radio', { isLive: true }),
  });
  const shortcut = { name: () => 'Hello', summary: () => 'says hello', run: async () => hello };
  const feature: Feature = {
    name: 'typed',
    title: () => 'Typed',
    copy: defineCopy({ en: {}, de: {} }),
    tables: [],
    commands: [{ name: '/typed', summary: () => 'says hello', usage: () => '', run: async () => hello }],
    shortcuts: [
      { ...shortcut, callbackId: 'typed.global', type: 'global' },
      { ...shortcut, callbackId: 'typed.message', type: 'message' },
    ],
    actions: [onAction(defineAction('typed.press', z.object({ id: z.string() })), async () => hello)],
    views: [
      onSubmit(
        form,
        async () => hello,
        async (_, __, { words }) => {
          heard.push(words);
          return nothing;
        },
      ),
    ],
  };
  return { feature, heard };
}
