/** What is said of the phases after collecting, and of deciding on actions. */
export const phasesEn = {
  'length.minutes5': '5 minutes, for people who are here now',
  'length.minutes7': '7 minutes, for people who are here now',
  'length.minutes10': '10 minutes, for people who are here now',
  'length.halfDay': 'Half a working day',

  'refused.groupingOver': 'Grouping is over. The message shows where the retrospective is now.',
  'refused.votingOver': 'Voting is over, so no votes can be given or changed any more.',
  'refused.handedOutside': 'Choose somebody who takes part in this retrospective.',
  'refused.untilWrong': 'Choose a time from now on, within the next 30 days.',
  'refused.nothingBefore': 'There is no phase before this one that could be opened again.',
  'refused.whyLong': 'That is longer than fits. One or two sentences are enough.',

  'main.collectAgain': 'Cards can be added again, until {until}.',
  'main.group':
    'Until {until}, cards that say the same can be joined; what is not joined stays apart. Topics: {count, number}.',
  'main.vote':
    'Vote on what to talk about, until {until}: everybody has {budget, number} votes for {count, number} topics, at most {each, number} for one.',
  'main.choose':
    '{count, plural, one {There is one topic, so there is nothing to vote on. Read it, and agree} other {Read the cards, vote on what matters most, and agree}} on up to three actions, until {until}: what, one owner, a date within 30 days.',
  'main.discuss':
    '{count, plural, one {There is one topic, so there was nothing to vote on. Talk about it, until {until}. It has a message of its own in this channel, with a thread for it.} other {Talk about the topics with the most votes, until {until}. Each has a message of its own in this channel, with a thread for it.}}',
  'main.voted': '{answered, number} of {asked, number} have voted. It goes on at once when all have.',
  'main.ready': '{answered, number} of {asked, number} are through. It goes on at once when all are.',
  'main.goOn': 'Go on to voting',
  'main.readyButton': 'I am through',
  'manage.endGroup': 'Go on to voting (facilitator)',
  'manage.endVote': 'Close voting (facilitator)',
  'manage.endDiscuss': 'Go on to actions (facilitator)',
  'ready.noted': 'Noted: you are through with this phase. You can still join in until it ends.',

  'past.by': '{by} closed the phase before.',
  'past.time': 'The time of the phase before was up.',
  'past.everybody': 'Everybody had answered, so it went on at once.',
  past: 'The phase before is over.',
  reopened: 'This phase was opened again.',
  'reopened.by': '{by} opened this phase again.',
  'thread.collect': 'Until {until}, cards can be added again.',
  'thread.group': 'Until {until}, cards that say the same are joined.',
  'thread.vote': 'Until {until}: vote on what to talk about.',
  'thread.choose':
    'Until {until}: {count, plural, one {read the one topic there is; nothing has to be voted on. Agree on up to three actions.} other {read the cards, vote, and agree on up to three actions.}}',
  'thread.discuss':
    'Until {until}: {count, plural, one {talk about the one topic there is, in a thread of its own. There was nothing to vote on.} other {talk about the topics, each in a thread of its own.}}',

  'topic.text':
    '“{about}”, topic {place, number} of {of, number}: {votes, plural, =0 {no votes} one {one vote} other {# votes}}.',
  'topic.which': '“{about}”, topic {place, number} of {of, number}.',
  'topic.outcome': 'What came out of it: {outcome}',
  'topic.read': 'Read the topic',

  'confirm.goOnTitle': 'Go On?',
  'confirm.goOn':
    'This phase ends for everybody, and the next one begins. What was said, joined or voted so far stays.',

  'home.group': '{about} in {channel}: cards are grouped until {until}.',
  'home.vote':
    '{about} in {channel}: votes until {until}. {mine, plural, =0 {You have not voted yet.} other {You have voted.}}',
  'home.discuss': '{about} in {channel}: the topics are talked about until {until}.',
  'home.accept': 'I will do it',
  'home.acceptLabel': 'I will do it: {what}',
  'home.decline': 'Not me',
  'home.declineLabel': 'Not me: {what}',

  'data.votes': 'Votes',
  'data.ratings': 'Whether it was worth the time',
  'data.worth': 'From 1 to 5',
  'data.lessonsUsed': 'What you said of lessons that were shown',
  'data.use': 'Use',
  'data.use.applied': 'Applied',
  'data.use.adapted': 'Adapted',
  'data.use.unfit': 'Not relevant',
  'data.discussed': 'Topics that were talked about',
  'data.place': 'Place',
  'data.voters': 'People who voted for it',
  'data.outcome': 'What came out of it',
  'data.topic': 'Topic',
  'data.phase.group': 'Grouping cards',
  'data.phase.vote': 'Voting',
  'data.phase.choose': 'Voting and agreeing on actions',
  'data.phase.discuss': 'Talking about topics',
  'data.answer.votes': 'Votes',
  'data.answer.ready': 'Through with the phase',
  'data.state.proposed': 'Proposed, not accepted yet',
  'data.reason': 'Why it was dropped',
  'data.helped': 'Whether it helped',
  'data.helped.yes': 'Yes',
  'data.helped.partly': 'Partly',
  'data.helped.no': 'No',
  'data.helpedHow': 'How it helped',
} as const;
