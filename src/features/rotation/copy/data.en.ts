/** What stands before each value of an export, and what posts and jobs are called in App Home. */
export const dataEn = {
  'data.slots': 'Meetings that you present at, or look after',
  'data.turns': 'Your part in rotations',
  'data.channel': 'Channel',
  'data.day': 'Day by its rhythm',
  'data.meetsAt': 'Meeting',
  'data.state': 'What became of it',
  'data.state.coming': 'To come',
  'data.state.over': 'Over',
  'data.state.fell_out': 'Did not take place',
  'data.presenter': 'Presents',
  'data.second': 'Presents too',
  'data.swapWith': 'Asked to swap',
  'data.owner': 'Owner',
  'data.presented': 'Meetings at which you present',
  'data.available': 'Meetings at which you could have',
  'data.lastAt': 'Last time',
  'data.part': 'Takes part',
  'data.part.yes': 'Yes',
  'data.part.no': 'No',

  'title.slot': 'the word of who presents next',
  'title.ask': 'the question whether you present',
  'title.swap': 'the question whether you present in somebody’s place',
  'title.agenda': 'the agenda of the team’s meeting',
  'title.meets': 'the note of who presented',

  'practice.title': 'Presenter rotation',
  'kept.slots': 'Who presented when, from the meeting',
  'kept.turns':
    'How often each person presented, as numbers, from the last meeting that they could have presented at',
} as const;
