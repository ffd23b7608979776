/** Posts, rendered when sent from current data, with their readers' access. */
import { postsAbout } from '#core/kit/posts-about.ts';
import { copy } from './copy.ts';
import { answerMessage, askedMessage, waitsMessage } from './answers/screens.ts';
import { type OfAnswer, type OfQuestion, postNames } from './ids.ts';
import { isQuiet, loadAnswer, loadQuestion } from './rows.ts';

const aboutQuestion = postsAbout(copy, (read, { question }: OfQuestion) => loadQuestion(read, question));
const aboutAnswer = postsAbout(copy, (read, { answer }: OfAnswer) => loadAnswer(read, answer));

export const posts = [
  aboutQuestion.post(
    postNames.asked,
    'title.asked',
    (t, question) => askedMessage(t, question),
    copy.says('gone.question'),
  ),
  aboutAnswer.post(
    postNames.answer,
    'title.answer',
    (t, answer) => answerMessage(t, answer),
    copy.says('gone.answer'),
  ),
  aboutAnswer.post(
    postNames.waits,
    'title.waits',
    async (t, answer, { question: id }, read) => {
      const question = await loadQuestion(read, id);
      return question === null ? null : waitsMessage(t, question, answer, await isQuiet(read, id));
    },
    copy.says('gone.answer'),
  ),
];
