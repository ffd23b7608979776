/** Modals, which need a press of a person's: over a Socket Mode connection of its own. */
import { minute } from '#core/clock.ts';
import { limits } from '#core/kit/limits.ts';
import { type Check, no, notTried, yes } from '../check.ts';
import { outcomeOf } from '../refused.ts';
import type { Live } from '../live.ts';
import type { Presses } from '../presses.ts';
import { textAt } from '../read.ts';

export const action = 'lore_live.press';

const text = (words: string) => ({ type: 'plain_text', text: words });
const button = (words: string) => ({
  type: 'actions',
  block_id: 'press',
  elements: [{ type: 'button', action_id: action, text: text(words) }],
});
const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));

/** How long a person has for one press. */
const patience = 2 * minute;

const modal = (words: string, over: Readonly<Record<string, unknown>> = {}) => ({
  type: 'modal',
  callback_id: action,
  title: text('Lore is trying forms'),
  submit: text('Done'),
  blocks: [button(words)],
  ...over,
});

const parts = (list: readonly (readonly [string, string, boolean])[]) => {
  const came = list.map(([what, end]) => `${what}: ${end}`).join('; ');
  return list.every(([, , isFine]) => isFine) ? yes(came) : no(came);
};

/** Without the first form there is nothing to try the others on. */
const notOpened = notTried('no form was opened');

interface Form extends Omit<Check, 'run'> {
  readonly run: (live: Live, presses: Presses) => ReturnType<Check['run']>;
}

/** @param presses where presses arrive; the checks stand in this order, each on the one before */
export const pressed = (presses: Presses): readonly Check[] =>
  forms().map((form) => ({ ...form, run: (live) => form.run(live, presses) }));

/** The same where nobody presses anything, and why. */
export const notPressed = (why: string): readonly Check[] =>
  forms().map((form) => ({ ...form, run: async () => notTried(why) }));

function forms(): readonly Form[] {
  let view = { id: '', hash: '' };
  const next = async (live: Live, presses: Presses, asked: string) => {
    live.asks(asked);
    return presses.next(action, live.wait, patience);
  };
  return [
    {
      subject: 'form',
      tries: 'a press opens a form of 100 blocks with 3,000 characters of private_metadata',
      documented: 'views.open with the press’s trigger, within 3 s',
      otherwise: 'tells the person who pressed that it couldn’t open the form, where they pressed',
      breaksLore: true,
      run: async (live, presses) => {
        await live.post({ blocks: [button('Press me') as never] });
        const trigger = await next(live, presses, 'Press “Press me” in the channel.');
        const full = {
          blocks: [button('Next (1 of 3)'), ...dividers(limits.viewBlocks - 1)],
          private_metadata: 'a'.repeat(limits.privateMetadata),
        };
        const answer = await live.calls.ask('views.open', { trigger_id: trigger, view: modal('', full) });
        view = { id: textAt(answer, 'view', 'id'), hash: textAt(answer, 'view', 'hash') };
        return yes('opened');
      },
    },
    {
      subject: 'form',
      tries: 'more than a form holds is refused, and so is an update of a form that changed in the meantime',
      documented: '100 blocks, 3,000 characters of private_metadata, 250 kB (view_too_large), hash_conflict',
      otherwise:
        'shows less of a long form, or none; of the hash it makes no use: it redraws in the order of the presses',
      run: async (live) => {
        if (view.id === '') return notOpened;
        const update = async (over: Readonly<Record<string, unknown>>, hash = view.hash) =>
          outcomeOf(
            live.calls
              .ask('views.update', { view_id: view.id, view: modal('Next (1 of 3)', over), hash })
              .then((answer) => {
                view = { ...view, hash: textAt(answer, 'view', 'hash') };
              }),
          );
        const old = view.hash;
        const blocks = await update({ blocks: dividers(limits.viewBlocks + 1) });
        const metadata = await update({ private_metadata: 'a'.repeat(limits.privateMetadata + 1) });
        const large = await update({ blocks: large100 });
        const fine = await update({});
        const conflict = await update({}, old);
        return parts([
          ['101 blocks', blocks, true],
          ['3,001 characters', metadata, true],
          ['over 250 kB', large, true],
          ['a redraw', fine, fine === 'taken'],
          ['a redraw with the old hash', conflict, conflict === 'hash_conflict'],
        ]);
      },
    },
    {
      subject: 'form',
      tries: 'two more forms open on top of the first, and a fourth does not',
      documented: 'views.push, at most three (push_limit_reached)',
      otherwise: 'tells the person who pressed that it couldn’t open the form',
      run: async (live, presses) => {
        if (view.id === '') return notOpened;
        const ends: string[] = [];
        for (const words of ['Next (2 of 3)', 'Next (3 of 3)', 'One too many']) {
          const trigger = await next(live, presses, 'Press “Next” in the form.');
          ends.push(
            await outcomeOf(live.calls.ask('views.push', { trigger_id: trigger, view: modal(words) })),
          );
        }
        const [second = '', third = '', fourth = ''] = ends;
        return parts([
          ['second', second, second === 'taken'],
          ['third', third, third === 'taken'],
          ['fourth', fourth, fourth !== 'taken'],
        ]);
      },
    },
    {
      subject: 'form',
      tries: 'a form that is sent closes all of them',
      documented: 'view_submission, answered with response_action clear',
      otherwise: 'leaves the form open, with what was typed',
      run: async (live, presses) => {
        if (view.id === '') return notOpened;
        live.asks('Press “Done” in the form.');
        await presses.sent(action, live.wait, patience);
        return yes('it was sent');
      },
    },
  ];
}

/** More than 250 kB in 100 blocks. */
const large100 = Array.from({ length: 100 }, () => ({
  type: 'section',
  text: { type: 'mrkdwn', text: 'a'.repeat(2600) },
}));
