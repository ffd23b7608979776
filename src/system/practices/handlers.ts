/** A channel chooses a practice that an admin left to channels. Permission is checked in the transaction that writes. */
import type { SystemFeature } from '#core/feature.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { nothing, open, say, type SystemInteraction } from '#core/listener.ts';
import { definePost } from '#core/post.ts';
import { nameOf } from '#core/sentence.ts';
import { chosen } from '../../schedules/chosen.ts';
import type { ChoiceRefusal } from '../../store/settings/channel-choices.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { refused, within } from '../schedules/within.ts';
import { practicesCopy } from './copy.ts';
import { promptsOf } from './prompts.ts';
import { practiceModal, renderPractice, showPractice } from './screens.ts';

export function practices(port: Pick<SystemPort, 'features' | 'store'>): SystemFeature {
  const { workspaceSettings } = port.store;
  const known = (name: string) => port.features.find((one) => one.name === name);
  const notTheirs = (who: SystemInteraction) => say(messageOf(practicesCopy.for(who).mrkdwn('notTheirs')));
  const whyNot = (who: SystemInteraction, code: ChoiceRefusal) =>
    code === 'not_theirs' ? notTheirs(who) : refused(who, code);
  return {
    name: 'practices',
    actions: [
      onSystemAction(showPractice, (who, { channel, name }) =>
        within(port, who, channel, async () => {
          const practice = known(name);
          const choosable = await workspaceSettings.choosable(who.teamId, channel);
          const choice = choosable.find((one) => one.practice === name);
          if (practice === undefined || choice === undefined) return notTheirs(who);
          return open(renderPractice(who.person, channel, practice, choice.isOn));
        }),
      ),
    ],
    views: [
      onSystemSubmit(practiceModal, async (who, { channel, name, isOn }) => {
        const practice = known(name);
        if (practice === undefined) return notTheirs(who);
        const wished = { practice: name, isOn: !isOn, prompts: promptsOf(practice) };
        const done = await workspaceSettings.choose(who.teamId, channel, who.person.userId, wished);
        return done.ok ? nothing : whyNot(who, done.code);
      }),
    ],
    posts: [
      definePost(chosen, {
        title: practicesCopy.titled('told.title'),
        build: async (_read, { by, practice, on }, { locale, tz }) => {
          const t = practicesCopy.in(locale, tz);
          const title = known(practice)?.title(t.language);
          if (title === undefined) return null;
          return messageOf(t.mrkdwn(on === 1 ? 'told.on' : 'told.off', { person: nameOf(by), title }));
        },
        over: gone,
      }),
    ],
  };
}
