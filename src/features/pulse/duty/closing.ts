/** An admin closes as not answered what nobody answered in time, on the page that shows it. */
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { onAction, say, update } from '#core/listener.ts';
import { onDay } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import { renderPage } from '../page.ts';
import { forAdmin } from '../tree/handlers.ts';
import { placeName, whyNot } from './handlers.ts';
import { closeDuty } from './ids.ts';
import { close } from './operations.ts';
import { loadDuty } from './rows.ts';
import { mayClose } from './rules.ts';

export const closing: FeaturePart = {
  actions: [
    onAction(
      closeDuty,
      forAdmin(async (it, of) => {
        const t = copy.for(it);
        const duty = await loadDuty(it.scope, of.window, of.place);
        if (duty === null) return say(messageOf(t.mrkdwn('duty.goneNow')));
        const over = duty.state === 'open' ? null : whyNot(t, duty, it.person.userId);
        if (over !== null) return say(messageOf(over));
        if (!mayClose(duty, it.now))
          return say(messageOf(t.mrkdwn('duty.notYet', { day: onDay(duty.ends_at) })));
        await close(it, duty);
        const place = await placeName(it.scope, of);
        return update(await renderPage(it, 0, t.mrkdwn('duty.isClosed', { place })));
      }),
    ),
  ],
};
