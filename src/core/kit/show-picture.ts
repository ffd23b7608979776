/** A picture that somebody looked up in a channel: they read its numbers, and choose who sees the picture, which is built with its readers' access. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SharedSentences } from '../../../locales/shared.ts';
import type { UserId } from '../ids.ts';
import { errors, nothing, onSubmit, type ViewListener } from '../listener.ts';
import { type PostId, postId } from '../post-ref.ts';
import type { Recipient, TranslatorOf } from '../sentence.ts';
import { mayPostIn } from './begin.ts';
import { choiceField, defineModal, input, type Modal, renderModal, type RenderedModal } from './modal.ts';
import { channelValue } from './values.ts';

const looked = z.object({ channel: channelValue, until: z.number() });
const fields = { to: choiceField(['me', 'channel'], 'radio') };

/** A channel, and when somebody looked back. */
export type Looked = z.infer<typeof looked>;

export interface Showing {
  readonly modal: Modal<Looked, typeof fields>;
  /** `by`: who asked for it. */
  readonly post: PostId<Looked & { readonly by: UserId }>;
}

/** @param id of the form and of the post */
export const defineShowing = (id: string): Showing => ({
  modal: defineModal(id, looked, fields),
  post: postId(id),
});

type T = TranslatorOf<SharedSentences>;

/** @param hasPicture without one there is nothing to choose */
export function renderShowing(
  t: T,
  { modal }: Showing,
  of: Looked,
  title: string,
  hasPicture: boolean,
  [above, below]: readonly [readonly KnownBlock[], readonly KnownBlock[]],
): RenderedModal {
  const close = t.plain(hasPicture ? 'cancel' : 'close');
  const words = hasPicture ? { title, submit: t.plain('picture.show'), close } : { title, close };
  const choices = { me: t.plain('picture.to.me'), channel: t.plain('picture.to.channel') };
  const choice = input(modal, 'to', { label: t.plain('picture.to'), choices }, 'me');
  return renderModal(modal, of, words, [...above, ...(hasPicture ? [choice] : []), ...below]);
}

/** Posts it where the person chose. @param copy of the practice */
export const onShowing = ({ modal, post }: Showing, copy: { for(to: Recipient): T }): ViewListener =>
  onSubmit(modal, async (interaction, of, { to }) => {
    const { scope, person } = interaction;
    const by = person.userId;
    if (!mayPostIn(await scope.channel(of.channel)).ok)
      return errors({ to: copy.for(interaction).plain('picture.notThere') });
    const { channel } = of;
    await scope.publish(
      post.ref(
        { ...of, by },
        to === 'channel' ? { kind: 'channel', channel } : { kind: 'person', user: by, urgency: 'answer' },
        by,
      ),
    );
    return nothing;
  });
