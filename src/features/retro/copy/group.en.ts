/** What is said of topics: grouping cards, reading them, and voting. */
export const groupEn = {
  'main.groupButton': 'Group the cards',
  'main.voteButton': 'Vote',

  'group.title': 'Group the Cards',
  'group.goVote': 'Go on to voting',
  'group.goOn': 'Go on',
  'group.intro':
    '{cards, plural, one {One card} other {# cards}}, {topics, plural, one {one topic} other {# topics}}. What is joined is voted on and talked about as one; no card is changed or lost by it. All of this can be undone until you go on. What is only suggested then stays apart.',
  'group.suggested': '*Suggested as one topic*',
  'group.joined': '*Joined*',
  'group.apart': '*Kept apart*',
  'group.none': 'No cards say so much the same that joining them is suggested. You can join topics by hand.',
  'group.acceptAll': 'Accept all suggestions ({count, number})',
  'group.join': 'Join',
  'group.joinLabel': 'Join: {text}',
  'group.keep': 'Keep apart',
  'group.keepLabel': 'Keep apart: {text}',
  'group.undo': 'Take apart',
  'group.undoLabel': 'Take apart: {text}',
  'group.again': 'Join after all',
  'group.againLabel': 'Join after all: {text}',
  'group.more': '{count, plural, one {And one more card.} other {And # more cards.}}',
  'group.byHand': 'Join by hand',
  'group.read': 'Read the topics',
  'group.back': 'Back to the groups',
  'joining.title': 'Join Topics',
  'joining.which': 'Which topics are one?',
  'joining.hint': 'Choose two or more.',
  'joining.range': 'Topics {from, number} to {to, number}',
  'joining.few': 'Choose two topics or more: these are already one, or their cards were deleted.',

  'topics.title': 'The Topics',
  'topics.none': 'No cards are left here.',
  'topics.number': '{number, number}. ',
  'topics.several': '*{number, number}. {count, plural, one {One card} other {# cards}}, one topic*',

  'vote.title': 'Your Votes',
  'vote.submit': 'I have voted',
  'vote.intro':
    'You have {budget, number} votes, at most two for one topic. What you choose is kept at once, also when you close this, and can be changed until {until}.',
  'vote.left':
    '{left, plural, =0 {All your votes are given.} one {One vote is left.} other {# votes are left.}}',
  'vote.last': 'Everybody else has voted: “I have voted” ends voting.',
  'vote.overBudget':
    'That would be more votes than you have, so it was not kept. Take a vote back elsewhere first; what you have given stands below.',
  'vote.topicGone':
    'One of these topics is not there any more, so this was not kept. What you have given stands below.',
  'vote.manyOnOne': 'A topic takes at most two of your votes, so this was not kept.',
  'vote.topic': '{number, number}. {text}',
  'vote.more': '{count, plural, one {And one more card} other {And # more cards}}: see “Read the topics”.',
  'vote.long': 'The whole text stands under “Read the topics”.',
  'vote.0': 'No vote',
  'vote.1': 'One vote',
  'vote.2': 'Two votes',
} as const;
