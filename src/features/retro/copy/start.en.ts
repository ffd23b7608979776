/** What the modal says that starts a retrospective. */
export const startEn = {
  'start.title': 'Start a Retrospective',
  'start.submit': 'Start',
  'start.about': 'What is it about?',
  'start.aboutExample': 'Website relaunch',
  'start.kind': 'What kind?',
  'kind.project': 'A project that ends',
  'kind.sprint': 'A sprint, or the last few weeks',
  'kind.afterAction': 'One event: what was meant, what happened',
  'kind.success': 'Something that went well',
  'kind.reflection': 'A short reflection, now, in 15 minutes',
  'kind.project.means':
    'Asks what worked, what did not and what will change: two working days for cards, half a day to group them, then one each to vote, to talk and to agree on actions.',
  'kind.sprint.means':
    'Asks what to start, stop and continue, in three steps: one working day for cards, then one to vote and agree on actions.',
  'kind.afterAction.means':
    'Asks what was intended, what happened, what made the difference and what to do next time: two working days for cards, half a day to group them, then one each to vote, to talk and to agree on actions.',
  'kind.success.means':
    'Asks what was liked, learned, lacked and longed for: two working days for cards, half a day to group them, then one each to vote, to talk and to agree on actions.',
  'kind.reflection.means':
    'For people who are here now. Asks what worked, what did not and what will change: 10 minutes for cards, then 5 to vote and agree on actions.',
  'start.defaults':
    'Asked: {count, plural, =0 {nobody yet, since everybody here is a guest or away} one {# person} other {# people}} in {channel}, without guests and people who are away.',
  'start.change': 'Change',
  'start.format': 'Questions',
  'start.ended': 'When did it end?',
  'start.endedHint': 'The day on which the project, sprint or event was over, or will be.',
  'start.endedFar': 'Choose a day within a year from today, for example {example}.',
  'start.collect': 'How long can people write cards?',
  'start.pace': 'Is everybody here now?',
  'pace.live': 'Yes: phases take minutes, and topics come one after the other',
  'pace.async': 'No: each takes part when it suits them, over some days',
  'start.group': 'How long to group the cards?',
  'start.vote': 'How long to vote?',
  'start.discuss': 'How long to talk? When everybody is here, that is for each topic.',
  'start.actions': 'How long to agree on actions, at the end?',
  usual: 'As suits the kind',
  'length.minutes15': '15 minutes, for people who are here now',
  'length.hours1': 'One hour, for people who are here now',
  'length.days1': 'One working day',
  'length.days2': 'Two working days',
  'length.days3': 'Three working days',
  'length.days5': 'Five working days',
  'start.names': 'Names on the cards',
  'names.hidden': 'Hidden',
  'names.shown': 'Shown beside each card',
  'start.cardsFor': 'For whom are the cards, after the end?',
  'cardsFor.participants': 'For those who take part',
  'cardsFor.channel': 'For everybody in the channel',
  'start.who': 'Who takes part?',
  'who.people': 'The people in this list',
  'who.channels': 'People in another channel',
  'who.groups': 'People in a user group',
  'who.channelsLabel': 'Channels',
  'who.groupsLabel': 'User groups',
  'who.stretch': '@{first} to @{last}',
  'who.hint':
    'Of its people, those take part who are also in the channel of the retrospective, without guests and people who are away. Who is missing here, you are told before it starts.',
  'who.missing':
    '{people}{more, plural, =0 {} one { and # more} other { and # more}} {count, plural, one {is} other {are}} not in this channel, and cannot take part. Invite them first, or press Start again: then it starts with {left, plural, one {the one person who is here} other {the # people who are here}}.',
  'who.none': 'Choose at least one.',
  'who.channelUnseen':
    'Of one of these channels I do not know who is in it. Choose channels that you and I are both in: `/invite @Lore` there lets me in.',
  'who.groupsUnknown':
    'I cannot read the user groups of this workspace. An admin can allow it by installing me again. Until then, choose people or a channel.',
  'who.noGroups': 'This workspace has no user group with anybody in it. Choose people or a channel.',
  'who.groupGone': 'One of these user groups is empty, switched off or gone by now. Take it out.',
  'who.nobody':
    'Nobody of them can take part: they are not in this channel, or are guests, or away. Invite them to the channel first, or choose others.',
  'start.people': 'People',
  'start.peopleHint':
    'Leave this empty to ask everybody in the channel, without guests and people who are away.',
  'start.facilitator': 'Who facilitates?',
  'start.aboutEmpty': 'Write what it is about, for example: Website relaunch',
  'start.aboutLong':
    'This has {length, number} characters, and a name has at most {most, number}. For example: Website relaunch',
  'start.manyOpen':
    '{count, number} retrospectives that the same person facilitates are open in this channel. Close or cancel one of them first, in its message, or choose somebody else under “Change”.',
  'start.peopleOutside':
    '{people} {count, plural, one {is} other {are}} not in the channel, or not people who can take part. Invite them first, or take them out of the list.',
  'start.facilitatorOutside': 'Choose a member of the workspace who is in the channel, for example yourself.',
} as const;
