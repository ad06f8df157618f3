/** The answers to the questions of one message as one answer: sentences in the questions' order, sources numbered through. */
import type { Answer, AnswerSentence, Citation } from '../answering/types.js';
import type { Evidence } from '../retrieval/find-evidence.js';

const MAX_EVIDENCE = 5;
const MAX_NEAREST = 3;

/** At least one. What found no answer is named in the reason. */
export function joinAnswers(parts: { text: string; answer: Answer }[]): Answer {
  const [{ answer: first }] = parts;
  if (parts.length === 1) return first;
  const answered = parts.filter(({ answer }) => answer.status === 'answered');
  if (answered.length === 0) return { ...first, kind: 'question' };
  const sentences: AnswerSentence[] = [];
  const citations: Citation[] = [];
  for (const { answer } of answered) {
    const placeOf = answer.citations.map((citation) => {
      const known = citations.findIndex((other) => isSamePlace(other, citation));
      return known >= 0 ? known : citations.push(citation) - 1;
    });
    for (const sentence of answer.sentences) {
      if (sentences.some(({ text }) => text === sentence.text)) continue;
      sentences.push({ ...sentence, citations: sentence.citations.map((place) => placeOf[place]) });
    }
  }
  const unanswered = parts.filter(({ answer }) => answer.status !== 'answered').map(({ text }) => text);
  const all = answered.map(({ answer }) => answer);
  return {
    ...all[0],
    kind: 'question',
    sentences,
    citations,
    evidence: all.flatMap(({ evidence }) => evidence).slice(0, MAX_EVIDENCE),
    confidence: Math.min(...all.map(({ confidence }) => confidence)),
    nearest: parts.flatMap(({ answer }) => answer.nearest).slice(0, MAX_NEAREST),
    ...(unanswered.length > 0 && { unanswered }),
    missing: [],
    trace: { ...all[0].trace, sentences: all.flatMap(({ trace }) => trace.sentences) },
  };
}

/** The evidence of several questions as one, for a model: the best of each in turn. */
export function joinEvidence(parts: Evidence[]): Evidence {
  const [first] = parts;
  if (parts.length === 1) return first;
  const longest = Math.max(...parts.map(({ sentences }) => sentences.length));
  const sentences = Array.from({ length: longest }, (_, i) => parts.flatMap((part) => part.sentences[i] ?? [])).flat();
  return { ...first, sentences, articles: [...new Set(parts.flatMap(({ articles }) => articles))] };
}

const isSamePlace = (a: Citation, b: Citation) =>
  a.articleId === b.articleId && a.field === b.field && a.start === b.start && a.end === b.end;
