/** A person says whether it was worth the time. */
import { messageOf } from '../../../core/kit/message.ts';
import type { RowId } from '../../../core/ids.ts';
import { atMoment } from '../../../core/sentence.ts';
import { onAction, say, type ActionListener, type Interaction, type Reply } from '../../../core/listener.ts';
import { ratedUntil } from '../domain/rating.ts';
import { rate } from '../ids/rating.ts';
import { join } from '../../../core/text.ts';
import { keptNow } from '../domain/secrecy.ts';
import { promise } from '../blocks/promises.ts';
import { saveRating } from '../service/rating.ts';
import { refused, withRetro, wordsIn } from './with-retro.ts';

const give = (interaction: Interaction, { r: id, w: worth }: { r: RowId; w: number }) =>
  withRetro(interaction, id, async (loaded): Promise<Reply> => {
    const { scope, person, now } = interaction;
    const all = wordsIn(interaction);
    const words = all.say;
    const until = ratedUntil(loaded.retro);
    if (until === null) return refused(interaction, 'notYet');
    if (!loaded.retro.participants.includes(person.userId)) return refused(interaction, 'notParticipant');
    const value = { until: atMoment(until) };
    if (now >= until) return say(messageOf(words.mrkdwn('rating.over', value)));
    await saveRating(scope, loaded, worth);
    const noted = words.mrkdwn('rating.noted', { ...value, worth });
    return say(messageOf(join([noted, promise(all, 'rating', keptNow(loaded, now))], ' ')));
  });

export const ratingActions: readonly ActionListener[] = [onAction(rate, give)];
