/** The one form: it opens, follows each choice, asks once about what is doubtful, and saves everything at once. */
import type { ChannelId } from '#core/ids.ts';
import type { Modal } from '#core/kit/modal.ts';
import { errors, open, type Reply, type SystemInteraction, update } from '#core/listener.ts';
import type { Changed } from '#core/recurrence.ts';
import type { MoveRefusal } from '#core/time/recurrence.ts';
import { localTime } from '#core/time/zone.ts';
import { atMoment, channelLink, nameOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { choosableBlocks } from '../../practices/screens.ts';
import { schedulesCopy } from '../copy.ts';
import { type Port, refused, within } from '../within.ts';
import { type Overview, titles } from '../screens.ts';
import { dayInWords, listed, lower, ruleInWords } from '../words.ts';
import type { Row, SetUpState } from './ids.ts';
import { learningMistakes, learningNow, movedBy, wantedLearning } from './learning.ts';
import * as rules from './rules.ts';
import { ifThere, renderSetUp } from './screens.ts';

/** What the person chose, and what of it the form knows until it is drawn. */
interface Typed {
  readonly choice: rules.Choice;
  readonly state: SetUpState;
}

/** The form as the channel is. @param on a ritual that the person wants on; `null`: none */
function freshly({ setUp, schedules, now, channel }: Overview, round: number, on: string | null): Typed {
  const rows = rules.rowsOf(schedules, setUp, now);
  const owner = ifThere(setUp, setUp.settings.owner);
  const deputy = ifThere(setUp, setUp.settings.deputy);
  const chosen = new Map([...rows].map(([name, row]) => [name, name === on ? { ...row, isOn: true } : row]));
  const learning = learningNow(setUp);
  const choice = { rows: chosen, move: null, learning, owner, deputy };
  return {
    choice,
    state: { channel, base: Object.fromEntries(rows), kept: {}, learning, owner, deputy, asked: [], round },
  };
}

export function setUpHandlers(port: Port, modal: Modal<SetUpState>) {
  const { schedules: stored } = port.store;

  /** @param notes said first @param isSaved nothing in it is still to be saved */
  const draw = async (
    who: SystemInteraction,
    overview: Overview,
    { choice, state }: Typed,
    notes: readonly Mrkdwn[] = [],
    isSaved = false,
  ) => {
    const now = rules.rowsOf(overview.schedules, overview.setUp, overview.now);
    const doubts = rules.doubtsIn(choice, now, overview.setUp, overview.now);
    const moved = movedBy(overview.schedules, choice, overview.setUp, overview.now);
    const asked = rules.questionsOf(choice, doubts, moved);
    const drawn = { ...state, kept: rules.keptOf(choice), asked };
    const { channel } = overview;
    const choosable = await port.store.workspaceSettings.choosable(who.teamId, channel);
    const more = choosableBlocks(who.person, channel, port.features, choosable);
    return renderSetUp(who.person, overview, modal, {
      choice,
      state: drawn,
      notes,
      doubts,
      moved,
      now,
      isSaved,
      more,
    });
  };

  /** What was typed again. */
  const again = async (
    who: SystemInteraction,
    overview: Overview,
    typed: Typed,
    notes: readonly Mrkdwn[] = [],
  ): Promise<Reply> => update(await draw(who, overview, typed, notes));

  const submit = async (
    who: SystemInteraction,
    overview: Overview,
    state: SetUpState,
    filled: rules.Filled,
  ): Promise<Reply> => {
    const { setUp, schedules, now, channel } = overview;
    const t = schedulesCopy.for(who);
    const rows = rules.rowsOf(schedules, setUp, now);
    const typed = rules.choiceOf(schedules, filled, state, setUp, now);
    const choice = rules.withOthers(typed, state, rows);
    const lost = rules.changedMeanwhile(typed, state, rows);
    if (lost.length > 0) {
      // From here on the others' changes are known; what was typed is shown beside them.
      const next = { ...state, base: Object.fromEntries(rows), round: state.round + 1 };
      const last = await stored.changedLast(who.teamId, channel, who.person.userId, lost);
      const by = last.ok ? last.value : null;
      return again(who, overview, { choice, state: next }, [meanwhile(who, overview, lost, rows, by)]);
    }
    const mistakes = [
      ...rules.mistakesIn(choice, rows, localTime(now, setUp.settings.tz).date),
      ...learningMistakes(choice, setUp),
    ];
    if (mistakes.length > 0) {
      const notes = mistakes.map((one) => t.mrkdwn(`error.${one}`));
      return again(who, overview, { choice, state }, notes);
    }
    const doubts = rules.doubtsIn(choice, rows, setUp, now);
    const asks = rules.questionsOf(choice, doubts, movedBy(schedules, choice, setUp, now));
    if (!asks.every((one) => state.asked.includes(one)))
      return again(who, overview, { choice, state }, [t.mrkdwn('setUp.doubts')]);
    const people = {
      owner: choice.owner === state.owner ? setUp.settings.owner : choice.owner,
      deputy: choice.deputy === state.deputy ? setUp.settings.deputy : choice.deputy,
    };
    const wanted = rules.wantedOf(schedules, choice, rows, setUp.schedules);
    const learning = wantedLearning(choice, state, setUp);
    const isSamePeople = people.owner === setUp.settings.owner && people.deputy === setUp.settings.deputy;
    const saved = await stored.save(who.teamId, channel, who.person.userId, {
      rituals: wanted,
      seen: setUp.schedules,
      ...(isSamePeople ? {} : { people }),
      ...(learning === undefined ? {} : { learning }),
    });
    if (saved.ok) {
      const isChanged = wanted.size > 0 || !isSamePeople || learning !== undefined;
      return shownSaved(who, channel, state.round + 1, isChanged);
    }
    switch (saved.code) {
      case 'meanwhile':
        return within(port, who, channel, (later) => submit(who, later, state, filled));
      case 'owner_outside':
        return errors({ owner: t.plain('error.notAMember') });
      case 'deputy_outside':
        return errors({ deputy: t.plain('error.notAMember') });
      case 'past':
      case 'skipped':
      case 'too_far':
        return again(who, overview, { choice, state }, [
          t.mrkdwn(`error.${saved.code satisfies MoveRefusal}`),
        ]);
      default:
        return refused(who, saved.code);
    }
  };

  /** The form as it was saved: it stays open, and forgets what was typed. */
  const shownSaved = (
    who: SystemInteraction,
    channel: ChannelId,
    round: number,
    isChanged: boolean,
  ): Promise<Reply> =>
    within(port, who, channel, async (overview) => {
      const t = schedulesCopy.for(who);
      const note = isChanged
        ? t.mrkdwn('setUp.saved', { channel: channelLink(channel) })
        : t.mrkdwn('setUp.same');
      return update(await draw(who, overview, freshly(overview, round, null), [note], true));
    });

  return {
    submit: (who: SystemInteraction, state: SetUpState, filled: rules.Filled) =>
      within(port, who, state.channel, (overview) => submit(who, overview, state, filled)),
    change: (who: SystemInteraction, state: SetUpState, filled: rules.Filled) =>
      within(port, who, state.channel, (overview) => {
        const { schedules, setUp, now } = overview;
        return again(who, overview, { choice: rules.choiceOf(schedules, filled, state, setUp, now), state });
      }),
    open: (who: SystemInteraction, channel: ChannelId, on: string | null = null) =>
      within(port, who, channel, async (overview) =>
        open(await draw(who, overview, freshly(overview, 0, on))),
      ),
    /** Instead of a form of an older version. */
    instead: (who: SystemInteraction, channel: ChannelId) =>
      within(port, who, channel, (overview) =>
        again(who, overview, freshly(overview, 0, null), [schedulesCopy.for(who).mrkdwn('setUp.old')]),
      ),
  };
}

/** @param last who changed it, and when; `null`: that is not known */
function meanwhile(
  who: SystemInteraction,
  overview: Overview,
  lost: readonly string[],
  now: ReadonlyMap<string, Row>,
  last: Changed | null,
): Mrkdwn {
  const { locale } = who;
  const t = schedulesCopy.for(who);
  const titleOf = titles(overview.schedules, who.person);
  const quoted = lost.map((name) => t.plain('setUp.quoted', { title: titleOf(name) }));
  const states = lost.map((name) => {
    const row = now.get(name);
    const known = overview.setUp.schedules.find((one) => one.name === name);
    const title = titleOf(name);
    if (row?.isOn !== true || known === undefined) return t.plain('setUp.wasOff', { title });
    if (row.until !== null) return t.plain('setUp.wasPaused', { title, day: dayInWords(row.until, locale) });
    return t.plain('setUp.was', { title, rule: lower(ruleInWords(t, locale, known.rule, titleOf)) });
  });
  const values = {
    titles: listed(locale, quoted),
    channel: channelLink(overview.channel),
    now: listed(locale, states),
  };
  return last === null
    ? t.mrkdwn('setUp.meanwhile', values)
    : t.mrkdwn('setUp.meanwhileBy', { ...values, person: nameOf(last.by), at: atMoment(last.at) });
}
