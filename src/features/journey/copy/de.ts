/** Every sentence of journeys, in German: by first name and „du“, as teams speak. */
import { dataDe } from './data.de.ts';
import type { JourneyKey } from './en.ts';

export const de: Record<JourneyKey, string> = {
  'practice.title': 'Lernreisen',
  'kept.entries': 'Einträge von Lernreisen, ab dem Tag, an dem sie veröffentlicht wurden',
  'kept.drafts': 'Entwürfe von Einträgen, ab dem letzten getippten Wort',
  'kept.firsts': 'Wer in einem Kanal zuerst erzählt hat, ab dem Ende davon',
  'kept.choices': 'Wie jemand gefragt werden wollte, ab dem Tag, an dem Schluss war',

  'command.summary':
    'erzählen, was du selbst gerade lernst, in den Kanälen, die du wählst, und lesen, was andere erzählen',
  'command.usage': '[was du gerade lernst] | write | see | rhythm | first | help',
  'command.guestUsage': '[was du gerade lernst] | write | see | rhythm | help',
  'shortcut.name': 'Lernreise weiterschreiben',
  'shortcut.summary': 'Erzählen, was du gerade lernst',

  'help.what':
    'In einer Lernreise erzählt jemand vom eigenen Lernen: was noch unklar ist, was schiefging, was ausprobiert wird. Nichts wird gepostet, ohne dass es die Person selbst veröffentlicht.',
  'help.mine': '`/journey` zeigt deine eigene, und was du tun kannst.',
  'help.write':
    '`/journey write` öffnet einen Eintrag, und `/journey Ich lag falsch mit …` beginnt einen. Du siehst ihn so, wie er gepostet wird, bevor du ihn veröffentlichst.',
  'help.see': '`/journey see` zeigt die Lernreise von jemandem, soweit sie für dich ist.',
  'help.rhythm': '`/journey rhythm` legt fest, wie oft Lore dich fragt, oder dass es das nicht tut.',
  'help.first':
    '`/journey first` lässt die wöchentliche Frage eines Kanals warten, bis du dort etwas erzählt hast.',
  'help.invite': '`/journey invite` lädt Führungskräfte ein; das können Admins.',
  'help.help': '`/journey help` zeigt das hier. Alles geht auch als `/lore journey`.',
  'help.guess': '„{word}“ kenne ich nicht. Meintest du `/journey {guess}`?',
  'help.unknown': '„{word}“ kenne ich nicht. Einen Eintrag schreibst du mit `/journey write`.',

  save: 'Speichern',
  cancel: 'Abbrechen',
  close: 'Schließen',

  'question.unknown': 'Was weiß ich nicht, und wer kann helfen?',
  'question.feedback': 'Welches Feedback war schwer zu hören, und was mache ich damit?',
  'question.mistake': 'Welcher Fehler wurde mir gezeigt, und was habe ich gefragt?',
  'question.practising': 'Was lese oder übe ich gerade?',
  'question.own': 'Etwas anderes',

  'entry.from': '*Aus der Lernreise von {person}*',
  'entry.answer':
    'Antworten gehören in den Thread. Was hilft: was du selbst erlebt hast, oder eine Frage nach dem Was und Wie.',
  'entry.answerEdited':
    'Bearbeitet. Antworten gehören in den Thread. Was hilft: was du selbst erlebt hast, oder eine Frage nach dem Was und Wie.',
  'entry.withdrawn': '{person} hat diesen Eintrag zurückgenommen.',
  'entry.journey': 'Die Lernreise sehen',
  'entry.edit': 'Bearbeiten',
  'entry.editLabel': 'Bearbeiten: {text}',
  'entry.withdraw': 'Zurücknehmen',
  'entry.withdrawLabel': 'Zurücknehmen: {text}',

  'form.title': 'Ein Eintrag',
  'form.preview': 'Vorschau',
  'form.intro':
    'Was du tippst, wird dabei aufgehoben, nur für deine Augen. Danach siehst du es so, wie es gepostet wird; vor dem Veröffentlichen wird nichts gepostet.',
  'form.draft': 'Das hast du vorher getippt. Es ist noch nicht veröffentlicht.',
  'form.discard': 'Verwerfen, was ich getippt habe',
  'form.question': 'Worum geht es?',
  'form.text': 'Dein Eintrag',
  'form.textHint': 'Bis zu {most, number} Zeichen. Ein halber Gedanke genügt. Lass die Namen anderer weg.',
  'form.channels': 'In welchen Kanälen?',
  'form.channelsHint': 'In denen du bist, und Lore auch. Dort wird er gelesen, und sonst nirgends.',

  'preview.title': 'So wird es gepostet',
  'preview.publish': 'Veröffentlichen',
  'preview.intro': 'In deinem Namen, darunter ein Knopf zu deiner Lernreise:',
  'preview.public': '{channel} liest es. Diesen Kanal können alle im Workspace öffnen.',
  'preview.private': '{channel} liest es. Der Kanal ist privat.',
  'preview.shared': '*{channel} wird mit einer anderen Organisation geteilt. Auch ihre Leute lesen das.*',
  'preview.change': 'Ändern',

  'edit.title': 'Eintrag bearbeiten',
  'edit.intro':
    'Nach dem Speichern ändern sich die Nachrichten dort, wo sie stehen, und sagen, dass sie bearbeitet wurden. Was du tippst, wird dabei aufgehoben, nur für deine Augen.',
  'withdraw.title': 'Zurücknehmen?',
  'withdraw.submit': 'Zurücknehmen',
  'withdraw.text':
    'Der Text wird gelöscht. Die Nachrichten sagen dann nur noch, dass du ihn zurückgenommen hast. Was andere im Thread geantwortet haben, bleibt.',

  'mine.title': 'Meine Lernreise',
  'mine.intro':
    'Was du von deinem eigenen Lernen erzählst. Andere sehen nur, was du veröffentlichst, in den Kanälen, die du wählst.',
  'mine.none': 'Du hast noch nichts veröffentlicht. Ein paar ehrliche Sätze genügen.',
  'mine.write': 'Schreiben',
  'mine.goOn': 'Weiterschreiben',
  'mine.rhythm': 'Wie oft ich gefragt werde',
  'mine.first': 'In einem Kanal zuerst erzählen',
  'mine.another': 'Die Reise von jemand anderem',

  'theirs.title': 'Eine Lernreise',
  'theirs.intro': 'Die Lernreise von {person}: was in Kanälen erzählt wurde, in denen du bist.',
  'theirs.none': 'Da ist nichts, was du sehen kannst.',
  'told.when': 'Erzählt am {day}:',
  'page.of': 'Seite {page, number} von {pages, number}',
  'page.newer': 'Neuere',
  'page.older': 'Ältere',

  'another.title': 'Wessen Lernreise?',
  'another.submit': 'Zeigen',
  'another.person': 'Person',
  'another.hint': 'Du siehst, was sie in Kanälen erzählt hat, in denen du bist.',

  'rhythm.title': 'Wie oft du gefragt wirst',
  'rhythm.intro':
    'Lore stellt dir eine Frage in einer Direktnachricht, in deiner Arbeitszeit, nie während du abwesend bist. Nach drei Fragen, die liegen bleiben, hört es von selbst auf. Schreiben kannst du auch ungefragt.',
  'rhythm.label': 'Frag mich',
  'rhythm.week': 'Jede Woche',
  'rhythm.fortnight': 'Alle zwei Wochen',
  'rhythm.fourWeeks': 'Alle vier Wochen',
  'rhythm.never': 'Gar nicht',
  'rhythm.line.week': 'Du wirst jede Woche gefragt, das nächste Mal am {next}.',
  'rhythm.line.fortnight': 'Du wirst alle zwei Wochen gefragt, das nächste Mal am {next}.',
  'rhythm.line.fourWeeks': 'Du wirst alle vier Wochen gefragt, das nächste Mal am {next}.',
  'rhythm.noTime': 'Du würdest gefragt, hast aber für das kommende Jahr keine Arbeitszeit eingestellt.',
  'rhythm.notAsked': 'Du wirst nicht gefragt. Schreiben kannst du jederzeit.',

  'ask.intro': 'Für deine Lernreise, eine Frage, um die du mich gebeten hast:',
  'ask.why':
    'Wie oft ich frage, hast du gewählt. Niemand erfährt, ob du schreibst. Was du schreibst, bleibt deins, bis du es veröffentlichst.',
  'ask.last':
    'Das ist die dritte Frage in Folge, die liegt. Bleibt sie liegen, höre ich auf zu fragen, und niemand erfährt davon. „Wie oft ich gefragt werde“ schaltet es wieder ein.',
  'ask.write': 'Schreiben',
  'ask.stop': 'Nicht mehr fragen',
  'ask.answered': 'Danach hast du einen Eintrag veröffentlicht. Danke.',
  'ask.stopped':
    'Ich frage dich nicht mehr. `/journey rhythm` schaltet es wieder ein, und `/journey write` geht immer.',

  'invitation.intro': '{person} lädt dich ein, von deiner Lernreise zu erzählen.',
  'invitation.how':
    'Wenn die, die führen, erzählen, was sie nicht wissen und was ihnen misslungen ist, trauen sich andere auch. Lore stellt dir so oft eine Frage, wie du willst; du schreibst, siehst es dir an und veröffentlichst es, wo du willst, oder nicht.',
  'invitation.why':
    'Ein Admin deines Workspaces hat dich genannt. Ob du annimmst, erfährt niemand, und das ist die einzige Einladung. Aufhören kannst du später mit `/journey rhythm`.',
  'invitation.accept': 'Wählen, wie oft',
  'invitation.decline': 'Nein, danke',
  'invitation.declined': 'Du wirst nicht gefragt. Wenn du es dir anders überlegst: `/journey`.',
  'invitation.accepted': 'Du hast gewählt, wie oft du gefragt wirst. `/journey` zeigt und ändert es.',

  'named.label': 'Führende, die eingeladen werden, eine Lernreise zu führen',
  'named.hint':
    'Alle in dieser Nutzergruppe bekommen eine Direktnachricht, innerhalb der Grenze für Nachrichten, und wählen, wie oft sie gefragt werden, oder gar nicht. Nie wird etwas in ihrem Namen gepostet. Wer die Gruppe verlässt, wird nicht mehr eingeladen; eine begonnene Lernreise bleibt die eigene.',
  'named.intro': '{person} hat mich gebeten, alle in {group} einzuladen, eine Lernreise zu führen.',
  'named.byNobody': 'Alle in {group} sind eingeladen, eine Lernreise zu führen.',
  'named.over': 'Du wurdest eingeladen, eine Lernreise zu führen.',
  'named.why':
    'Du bist in einer Nutzergruppe, die ein Admin deines Workspaces benannt hat. Ob du annimmst, erfährt niemand, und dies ist die einzige Einladung. Später aufhören: `/journey rhythm`.',

  'invite.title': 'Einladen',
  'invite.submit': 'Einladen',
  'invite.intro':
    'Alle bekommen eine Direktnachricht, in der steht, dass du sie einlädst, und wählen, wie oft sie gefragt werden, oder dass sie nicht gefragt werden. Weder du noch sonst jemand erfährt, was sie wählen.',
  'invite.people': 'Wen?',
  'invite.hint':
    'Bis zu 20 Mitglieder des Workspaces. Wer schon eine Lernreise hat, bekommt keine Nachricht.',
  'invite.done':
    '{count, plural, one {Eine Person ist} other {# Personen sind}} eingeladen, jede einmal, in ihrer Arbeitszeit.',

  'first.title': 'Zuerst erzählen',
  'first.submit': 'Zuerst erzählen',
  'first.intro':
    'Die wöchentliche Frage des Kanals wartet dann, bis du dort einen Eintrag veröffentlicht hast, höchstens zwei Wochen. Der Kanal erfährt davon, und alle darin können das Warten beenden.',
  'first.channel': 'In welchem Kanal?',
  'first.hint': 'In dem du bist, und Lore auch.',
  'first.waiting':
    '{person} will hier zuerst erzählen, was es gerade zu lernen gibt. Bis dahin wird sonst niemand gefragt, längstens bis {until}.',
  'first.dontWait': 'Nicht warten',
  'first.told': '{person} hat zuerst erzählt. Die wöchentliche Frage kommt wieder.',
  'first.over': 'Die wöchentliche Frage wartet nicht mehr auf {person}. Sie kommt wieder.',
  'first.ended': '{by} hat das Warten auf {person} beendet. Die wöchentliche Frage kommt wieder.',
  'first.endedNow':
    'Die wöchentliche Frage kommt wieder. Die Nachricht im Kanal sagt, dass du das Warten beendet hast.',

  'home.title': 'Meine Lernreise',
  'home.none': 'Du hast noch nichts veröffentlicht.',
  'home.entries': '{count, plural, one {Ein Eintrag} other {# Einträge}}, der letzte am {day}.',
  'home.draft': 'Ein Entwurf vom {day} wartet, nur für deine Augen.',
  'home.all': 'Meine Lernreise sehen',

  'digest.line': 'Aus der Lernreise von {person}: {text}',
  'digest.reason': 'Wurde diese Woche hier erzählt, aus eigenem Lernen.',

  'title.entry': 'ein Eintrag deiner Lernreise',
  'title.ask': 'eine Frage für deine Lernreise',
  'title.plan': 'die Planung deiner nächsten Frage',
  'title.invitation': 'eine Einladung zu einer Lernreise',
  'title.first': 'die Nachricht, dass du zuerst erzählen willst',

  'refused.empty':
    'Da ist noch nichts, was veröffentlicht werden kann. Zum Beispiel: „Ich wusste nicht, wie unsere Abrechnung geht, und habe Noor gefragt.“',
  'refused.noWord': 'Sag es in ein paar Worten: Auf Emoji und Zeichen allein kann niemand antworten.',
  'refused.long':
    'Das hat {length, number} Zeichen; ein Eintrag hat höchstens {most, number}. Teile ihn, oder lass etwas weg.',
  'refused.tooMuch':
    'Das ergibt einen Eintrag mit {length, number} Zeichen; {most, number} passen hinein. `/journey write` öffnet das Formular. Was du gerade geschrieben hast, habe ich nicht aufgehoben:',
  'refused.none': 'Wähle mindestens einen Kanal, zum Beispiel den deines Teams.',
  'refused.noChannel':
    'Einen dieser Kanäle kenne ich nicht als einen von deinen. Wähle Kanäle, in denen du bist; wenn ich dort noch nicht bin, schreib dort zuerst `/invite @Lore`.',
  'refused.direct': 'Ein Eintrag gehört in einen Kanal, nicht in eine Direktnachricht.',
  'refused.archived': '#{channel} ist archiviert: Dort kann nichts gepostet werden. Nimm den Kanal heraus.',
  'refused.withoutLore':
    'Ich bin noch nicht in #{channel}. Schreib dort `/invite @Lore`, oder nimm den Kanal heraus.',
  'refused.notNow': 'Es wurde nichts veröffentlicht. {why}',
  'refused.gone':
    'Diesen Entwurf gibt es nicht mehr: Er wurde veröffentlicht, verworfen oder ist zu alt. `/journey` zeigt, was du veröffentlicht hast.',
  'refused.notYours':
    'Dieser Eintrag ist nicht von dir, oder du hast ihn schon zurückgenommen. `/journey` zeigt deine eigenen.',
  'refused.guest':
    'Gäste können einen Kanal nicht warten lassen. Einträge kannst du dort trotzdem veröffentlichen: `/journey write`.',
  'refused.already': '#{channel} wartet schon auf dich. `/journey write` öffnet deinen Eintrag.',
  'refused.again':
    '#{channel} hat in den letzten zwei Wochen schon auf dich gewartet. Veröffentlichen kannst du dort jederzeit: `/journey write`.',
  'refused.firstOver': 'Es wird auf niemanden mehr gewartet.',
  'refused.notAdmin':
    'Einladen können nur Admins des Workspaces. Eine Lernreise haben dürfen alle: `/journey` zeigt deine.',
  'refused.nobody': 'Wähle mindestens eine Person.',
  'refused.many': 'Lade höchstens {most, number} Personen auf einmal ein.',
  'refused.notMembers':
    'Einladen kannst du nur Mitglieder dieses Workspaces: keine Gäste, keine Apps, niemanden, der gegangen ist.',
  ...dataDe,
};
