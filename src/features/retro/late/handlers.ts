/** What a person had begun before collecting was over, read and discarded from Home. */
import type { FeaturePart } from '#core/feature.ts';
import { open, type Reply, update } from '#core/listener.ts';
import { dropDraft } from '../collect/operations.ts';
import { type Acting, onRetro } from '../session/answers.ts';
import { leftIn, leftOf } from './rows.ts';
import * as screens from './screens.ts';

const show =
  (reply: typeof open) =>
  async ({ t, scope, loaded }: Acting): Promise<Reply> =>
    reply(screens.renderLeft(t, loaded, await leftIn(scope, loaded.row), await leftOf(scope)));

export const late: FeaturePart = {
  actions: [
    // From Home, and from the list under another one.
    onRetro(screens.readLeft, null, show(open)),
    onRetro(screens.dropLeft, null, async (here) => {
      await dropDraft(here.scope, here.loaded.row.id, here.by);
      return show(update)(here);
    }),
  ],
};
