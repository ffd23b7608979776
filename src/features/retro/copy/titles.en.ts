/** What posts and jobs are called in App Home, each a noun that stands within a sentence. */
export const titlesEn = {
  'title.main': 'the retrospective “{about}”',
  'title.phase': 'the reply on how the retrospective “{about}” goes on',
  'title.topic': 'the message of a topic of the retrospective “{about}”',
  'title.takenOver': 'the reply on who facilitates the retrospective “{about}” now',
  'title.decided': 'the reply on what was decided about the retrospective “{about}”',
  'title.talk': 'the change of topics in the retrospective “{about}”',
  'title.talkAsk': 'the question whether to go on, in the retrospective “{about}”',
  'title.reminder': 'the reminder of the retrospective “{about}”',
  'title.phaseEnd': 'the end of a phase of the retrospective “{about}”',
  'title.draftEnd': 'the end of your draft of cards for the retrospective “{about}”',
  'title.aside': 'the word on how the retrospective “{about}” goes on',
  'title.unlink': 'the erasure of who wrote cards whose names are hidden',
  'title.rating': 'the end of asking whether the retrospective “{about}” was worth the time',
  'title.prepare': 'the reply on earlier actions, of the retrospective “{about}”',
  'title.file': 'the file of the retrospective “{about}”',
  'title.unseen': 'part of a retrospective that you cannot see',
} as const;
