import type { planEn } from './plan.en.ts';

export const planDe: Record<keyof typeof planEn, string> = {
  'plan.title': 'Retrospektive planen',
  'plan.changeTitle': 'Plan ändern',
  'plan.submit': 'Planen',
  'plan.intro':
    'Lore fragt in {channel} fünf Arbeitstage vor dem Ende, solange alle noch da sind. Alle im Kanal sehen den Plan und können ihn ändern oder absagen.',
  'plan.name': 'Wie heißt das Projekt?',
  'plan.nameExample': 'Website-Relaunch',
  'plan.ends': 'An welchem Tag endet es?',
  'plan.owner': 'Wer kümmert sich um die Retrospektive?',
  'plan.ownerHint':
    'Wird gefragt, wo sie stattfinden soll, wenn dieser Kanal archiviert wird. Moderieren muss die Person nicht.',
  'plan.nameEmpty': 'Schreib, wie es heißt, zum Beispiel: Website-Relaunch',
  'plan.nameLong':
    'Das sind {length, number} Zeichen, und ein Name hat höchstens {most, number}. Zum Beispiel: Website-Relaunch',
  'plan.endMissing': 'Wähle einen Tag, zum Beispiel {example}.',
  'plan.endFar': 'Wähle einen Tag in den nächsten zwei Jahren, zum Beispiel {example}.',
  'plan.ownerOutside': 'Wähle ein Mitglied des Workspaces, das im Kanal ist, zum Beispiel dich selbst.',
  'plan.plannedTwice':
    'Ein Projekt mit diesem Namen ist in diesem Kanal schon geplant: In seiner Nachricht dort lässt sich der Plan ändern oder absagen. Wenn es ein anderes ist, nenn es anders, zum Beispiel: Website-Relaunch 2',
  'start.endedAlready':
    'Dieser Tag ist vorbei, also haltet sie jetzt, solange die Erinnerung frisch ist: Das hier beginnt sie. Um einen anderen Tag zu wählen, geh zurück.',
  'start.projectOver':
    'Die Retrospektive dieses Projekts wurde inzwischen begonnen, verlegt oder abgesagt; die Nachricht im Kanal sagt, was davon. `/retro Website-Relaunch` beginnt eine weitere.',

  'project.lessons':
    'Bevor es losgeht: Andere Teams haben etwas gelernt, das diesem Projekt nützen könnte. Ausgewählt nach seinem Namen.',
  'project.lessonsGone': 'Hier stand, was andere Teams gelernt haben; es ist nicht mehr für alle hier.',
  'project.title': 'Projekt: {name}',
  'project.plannedBy': '{by} hat zum Ende am {ends} eine Retrospektive geplant. Lore fragt hier am {at}.',
  'project.planned': 'Zum Ende am {ends} ist eine Retrospektive geplant. Lore fragt hier am {at}.',
  'project.owner': '{owner} kümmert sich darum.',
  'project.noOwner': 'Zurzeit kümmert sich niemand darum.',
  'project.stop': 'Alle in diesem Kanal können den Plan ändern oder absagen.',
  'project.changedBy': '{by} hat den Plan zuletzt geändert.',
  'project.asked': 'Es endet am {ends}. Lore hat hier am {at} gefragt: Die Knöpfe stehen in jener Nachricht.',
  'project.held': '{by} hat die Retrospektive am {at} begonnen.',
  'project.wasHeld': 'Die Retrospektive wurde am {at} begonnen.',
  'project.cancelled': '{by} hat den Plan am {at} abgesagt. Hier kommt nichts mehr.',
  'project.wasCancelled': 'Der Plan wurde am {at} abgesagt. Hier kommt nichts mehr.',
  'project.moved': '{by} hat es am {at} in einen anderen Kanal verlegt.',
  'project.wasMoved': 'Es wurde am {at} in einen anderen Kanal verlegt.',
  'project.ask':
    'Es endet am {ends}. Jetzt sind noch alle da: Schaut gemeinsam zurück, in ein paar Minuten eigener Zeit.',
  'project.askEnded': 'Es endete am {ends}. Schaut gemeinsam zurück, solange die Erinnerung frisch ist.',
  'project.askedAgain': 'Das Ende wurde auf den {ends} verlegt: Lore fragt am {at} noch einmal.',
  'project.start': 'Retrospektive beginnen',
  'project.change': 'Ändern',
  'project.changeLabel': 'Plan ändern: {name}',
  'project.cancel': 'Plan absagen',
  'project.cancelLabel': 'Plan absagen: {name}',
  'project.cancelTitle': 'Diesen Plan absagen?',
  'project.cancelText':
    'Lore fragt nach diesem Projekt nicht mehr. Die Nachricht sagt, wer das entschieden hat.',
  'project.cancelYes': 'Plan absagen',
  'project.cancelNo': 'Zurück',
  'project.where':
    'Das Projekt „{name}“ endet am {ends}, und seine Retrospektive kann nicht in {channel} stattfinden: Der Kanal wurde archiviert, Lore ist nicht darin, oder ihn lesen mehr Leute als bei der Planung. Wo möchtest du sie halten?',
  'project.whereWhy':
    'Du wirst gefragt, weil du dich darum kümmerst. Gefragt wird einmal; der Plan steht auch im App-Home.',
  'project.choose': 'Kanal wählen',
  'project.over':
    'Dieses Projekt ist nicht mehr geplant: Seine Retrospektive wurde begonnen, verlegt oder abgesagt.',
  'project.gone':
    'Ich finde dieses Projekt für dich nicht: Es wurde gelöscht, oder du bist nicht in seinem Kanal. Mit `/retro plan` planst du eines.',
  'project.hasOwner':
    'Um dieses Projekt kümmert sich jemand im Kanal. Unter „Ändern“ lässt es sich dir übergeben.',
  'move.title': 'Wo soll sie sein?',
  'move.submit': 'Dorthin verlegen',
  'move.where': 'Kanal',
  'move.intro':
    'Du und Lore müssen darin sein. Alle dort werden lesen, dass „{name}“ am {ends} endet und du dich darum kümmerst.',
  'move.outside':
    'Wähle einen Kanal, in dem du bist und in dem Lore ist: Schreib dort zuerst `/invite @Lore`.',
  'home.project': '{name} in {channel} endet am {ends}.',
  'home.projectOwnerless': '{name} in {channel} endet am {ends}, und dort kümmert sich niemand darum.',
  'home.take': 'Ich kümmere mich',
  'home.takeLabel': 'Um {name} kümmern',
  'home.projects': 'Alle geplanten Projekte ({count, number})',
  'list.projects': 'Geplante Projekte',
  'list.noProjects':
    'Es ist kein Projekt geplant, das deines ist oder um das sich niemand kümmert. Mit `/retro plan` planst du eines.',
  'title.project': 'der Plan des Projekts „{name}“',
  'title.projectLessons': 'Lektionen anderer Teams für das Projekt „{name}“',
  'title.projectAsk': 'die Frage, ob ihr auf das Projekt „{name}“ zurückschaut',
  'title.projectWhere': 'die Frage, wo ihr auf das Projekt „{name}“ zurückschaut',
  'data.projects': 'Geplante Projekte',
  'data.name': 'Name',
  'data.endsOn': 'Endet am',
  'data.plannedBy': 'Geplant von',
  'data.state.planned': 'Geplant',
  'data.state.asked': 'Lore hat gefragt',
  'data.state.held': 'Die Retrospektive wurde begonnen',
  'data.state.cancelled': 'Abgesagt',
  'data.state.moved': 'In einen anderen Kanal verlegt',
  'kept.projects': 'Geplante Projekte, ab dem Ende des Projekts',
};
