/** A practice that asks for one number without a name: a button opens its form, and what is submitted is cast. */
import { z } from 'zod';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';

import { defineAction } from '../../src/core/kit/action.ts';
import { choiceField, defineModal, input, renderModal } from '../../src/core/kit/modal.ts';
import { rowValue } from '../../src/core/kit/values.ts';
import { onReading, onSubmit, open, say, unrecorded } from '../../src/core/listener.ts';
import { escape } from '../../src/core/text.ts';

const begin = defineAction('ballot.begin', z.strictObject({ ballot: rowValue }));
const scores = ['1', '2', '3', '4', '5', '6', '7'] as const;
const form = defineModal('ballot.answer', z.strictObject({ ballot: rowValue }), {
  score: choiceField(scores, 'radio'),
});

/** @param hooks what happens once it is cast, before it is stored: a test lets it break there */
export function ballotFeature(hooks: { onCast?: (score: number) => Promise<void> } = {}): Feature {
  return {
    name: 'ballot',
    title: () => 'Ballot',
    copy: defineCopy({ en: {}, de: {} }),
    tables: [],
    actions: [
      unrecorded(
        onReading(begin, async ({ scope }, { ballot }) =>
          (await scope.ballots.hasCast(ballot)) === true
            ? say({ text: escape('already counted'), blocks: [] })
            : open(
                renderModal(form, { ballot }, { title: 'Ballot', submit: 'Send', close: 'Close' }, [
                  input(form, 'score', { label: 'Score' }, null),
                ]),
              ),
        ),
      ),
    ],
    views: [
      unrecorded(
        onSubmit(form, async ({ scope }, { ballot }, { score }) => {
          const said = await scope.ballots.cast(ballot, { score: Number(score) });
          await hooks.onCast?.(Number(score));
          return say({ text: escape(said), blocks: [] });
        }),
      ),
    ],
  };
}
