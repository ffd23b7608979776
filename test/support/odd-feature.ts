import { z } from 'zod';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { defineAction } from '../../src/core/kit/action.ts';
import { defineModal, renderModal, textField } from '../../src/core/kit/modal.ts';
import { nothing, onAction, onSubmit, push, say, update } from '../../src/core/listener.ts';
import { escape } from '../../src/core/text.ts';

/** Listeners that do what good ones do not: wait until a test lets them go, break, stay silent. */
export function oddFeature() {
  // Letting go may come before the listener holds: then it does not wait.
  let gate = Promise.withResolvers<undefined>();
  const hold = async (): Promise<void> => {
    await gate.promise;
    gate = Promise.withResolvers();
  };
  const act = (name: string) => defineAction(`odd.${name}`, z.null());
  const modal = defineModal('odd.modal', z.null(), {});
  const drawing = renderModal(modal, null, { title: 'Odd', close: 'Close' }, []);
  const live = defineModal('odd.live', z.null(), { words: textField({ isLive: true }) });
  const typed: string[] = [];
  const message = { text: escape('hello'), blocks: [] };
  const seen: string[] = [];
  const feature: Feature = {
    name: 'odd',
    title: () => 'Odd',
    copy: defineCopy({ en: {}, de: {} }),
    tables: [],
    commands: [
      {
        name: '/odd',
        summary: () => 'odd',
        usage: () => '',
        run: async (_, text) => {
          if (text === 'break') throw new Error('what the person wrote: private words');
          await hold();
          return text === 'say' ? say(message) : push(drawing);
        },
      },
    ],
    actions: [
      onAction(act('update'), async () => update(drawing)),
      onAction(act('push'), async () => push(drawing)),
      onAction(act('say'), async () => say(message)),
      onAction(act('who'), async ({ person, scope }) => {
        seen.push(`${scope.teamId} ${person.userId} ${person.memberType}`);
        return nothing;
      }),
    ],
    views: [
      onSubmit(modal, async () => {
        await hold();
        return nothing;
      }),
      onSubmit(
        live,
        async () => nothing,
        async ({ scope, person }, _, { words }) => {
          await scope.refreshHome(person.userId);
          typed.push(words);
          return nothing;
        },
      ),
    ],
  };
  return { feature, seen, typed, release: () => gate.resolve(undefined) };
}
