/** A person's decisions about posts that may not have arrived, refused posts and missed prompts. */
import type { SystemFeature } from '#core/feature.ts';
import type { Action } from '#core/kit/action.ts';
import { messageOf } from '#core/kit/message.ts';
import { nothing, say } from '#core/listener.ts';
import type { DeliveryIssues } from '../../jobs/delivery-issues.ts';
import { onSystemAction } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { deliveryIssuesCopy } from './copy.ts';
import { dismiss, isThere, postAgain } from './ids.ts';

export function deliveryIssues({
  deliveryIssues,
  wake,
}: Pick<SystemPort, 'deliveryIssues' | 'wake'>): SystemFeature {
  const deciding = (action: Action<{ id: string }>, settle: DeliveryIssues['postAgain']) =>
    onSystemAction(action, async (who, { id }) => {
      const settled = await settle(who.teamId, who.person.userId, id);
      wake();
      return settled.ok ? nothing : say(messageOf(deliveryIssuesCopy.for(who).mrkdwn('gone')));
    });
  return {
    name: 'delivery-issues',
    actions: [
      deciding(postAgain, deliveryIssues.postAgain),
      deciding(isThere, deliveryIssues.isThere),
      deciding(dismiss, deliveryIssues.dismiss),
    ],
  };
}
