/** What is said of earlier retrospectives, and of the numbers. */
export const historyEn = {
  'help.history':
    '`/retro history` shows the retrospectives of this channel, each to be read, and `/retro numbers` what came of them.',
  'history.title': 'Retrospectives',
  'history.none':
    'No retrospective of this channel is here for you to read. `/retro Website relaunch` starts one.',
  'history.all': 'All retrospectives here',
  'history.open': '{about}: going on, until {at}.',
  'history.closed': '{about}: closed on {at}.',
  'history.cancelled': '{about}: cancelled on {at}.',
  'history.read': 'Read',
  'history.readLabel': 'Read {about}',
  'page.title': 'Retrospective',
  'page.open': 'It goes on; this step ends on {at}.',
  'page.channel': 'In {channel}.',
  'page.topics': 'Topics',
  'page.topic': 'Topic {number, number}',
  'page.topicVotes': 'Topic {number, number}: {votes, plural, =0 {no votes} one {one vote} other {# votes}}',
  'page.outcome': 'What came out of it:',
  'page.actions': 'Actions',
  'page.helped.yes': 'Done, and it helped',
  'page.helped.partly': 'Done, and it helped partly',
  'page.helped.no': 'Done, and it did not help',
  'page.lessons': 'Lessons',
  'page.useWhen': 'Use this when:',
  'page.send': 'Send me this as a file',
  'page.sendHint':
    'A Markdown file, in your messages with Lore, with what you can read here. It is yours then: what others erase later stays in it.',
  'page.sent': 'The file is on its way: you find it in your messages with Lore.',
  'file.text':
    'Here is the retrospective “{about}”, as you asked for it, with what you could read. Others trusted their words to those who were there: keep the file to yourself, and delete it here when you do not need it any more.',
  'numbers.title': 'Numbers',
  'numbers.intro':
    'What came of the retrospectives in {channel} in the last twelve months. Nothing here is about a person.',
  'numbers.held': '*Projects with a retrospective in time*',
  'numbers.held.means':
    'Of the projects that were planned here with `/retro plan` and whose end is more than {days, number} days past: those whose retrospective was closed by then.',
  'numbers.done': '*Actions that were done*',
  'numbers.done.means':
    'Of the actions that somebody accepted and whose date is more than {days, number} days past: those that were done, sooner or later. Those dropped with a reason are not counted.',
  'numbers.helped': '*Actions that helped*',
  'numbers.helped.means':
    'Of those actions that were done and about which “did it help?” was answered a month later: those with the answer yes.',
  'numbers.none': 'None yet.',
  'numbers.few':
    '{hits, number} of {all, number}. That is too few to say more: a share is shown from {enough, number} on.',
  'numbers.share':
    '{hits, number} of {all, number}: {share, number} %, which says somewhere between {low, number} % and {high, number} %.',
  'numbers.dropped': '{count, plural, one {One more was dropped.} other {# more were dropped.}}',
  'numbers.partly': '{count, plural, one {One more helped partly.} other {# more helped partly.}}',
  'numbers.between':
    '“Somewhere between” is the 95 % interval after Wilson: with few cases chance alone moves the share that far.',
  'numbers.yours': 'Counted is what you can see in this channel.',
} as const;
