/** What is said while topics are talked about. */
export const discussEn = {
  'main.discussLive':
    'Talk about the topics with the most votes, one after the other, until {until} if none takes longer. Each has a message of its own in this channel, which says until when it is on.',
  'topic.until': 'On until {until}.',
  'topic.note': 'Note the outcome (facilitator)',
  'topic.next': 'Next topic (facilitator)',
  'talk.ask':
    'The time of this topic is up. Go on for five minutes? Without an answer until {until}, it ends.',
  'talk.on': 'Go on for five minutes',
  'talk.wentOn': 'The time of this topic was up, and it went on.',
  'talk.over': 'The time of this topic was up.',
  'talk.saidOn': '{by}: it goes on until {until}.',
  'talk.saidNext': '{by} went on from this topic.',
  'talk.already': 'It goes on already: somebody was faster.',
  'note.title': 'Note the Outcome',
  'note.label': 'What came out of it, in one line?',
  'note.hint': 'Everybody in this channel reads it.',
  'note.example': 'We plan photos in the first week',
} as const;
