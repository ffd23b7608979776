/** A person's decisions about posts that may not have arrived, refused posts and missed prompts. */
import type { SystemFeature } from '#core/feature.ts';
import type { Action } from '#core/kit/action.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { nothing, say } from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import type { DeliveryIssues } from '../../jobs/delivery-issues.ts';
import { onSystemAction } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { deliveryIssuesCopy } from './copy.ts';
import { dismiss, isThere, postAgain, sendKept } from './ids.ts';

export function deliveryIssues({
  deliveryIssues,
  wake,
}: Pick<SystemPort, 'deliveryIssues' | 'wake'>): SystemFeature {
  const deciding = (action: Action<{ id: string }>, settle: DeliveryIssues['postAgain']) =>
    onSystemAction(action, async (who, { id }) => {
      const settled = await settle(who.teamId, who.person.userId, id);
      wake(who.teamId);
      if (settled.ok) return nothing;
      const t = deliveryIssuesCopy.for(who);
      const at = await deliveryIssues.decidedAt(who.teamId, who.person.userId, id);
      const what = at === null ? t.mrkdwn('gone') : t.mrkdwn('settled', { at: atMoment(at) });
      return say(endedMessage({ what, now: t.mrkdwn('now') }));
    });
  return {
    name: 'delivery-issues',
    actions: [
      deciding(postAgain, deliveryIssues.postAgain),
      deciding(isThere, deliveryIssues.isThere),
      deciding(sendKept, deliveryIssues.sendKept),
      deciding(dismiss, deliveryIssues.dismiss),
    ],
  };
}
