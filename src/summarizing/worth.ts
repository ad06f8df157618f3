/** A factor for how much a sentence tells somebody who reads nothing else, apart from its subject. */
import type { ParsedArticle } from './parse-article.js';
import { breaksQuotation, startsInFirstPerson } from './references.js';
import { isReportingTerm } from './weigh-terms.js';

const QUESTION = /\?["”’)]*$/;
const QUESTION_FACTOR = 0.5;
/** A statement with fewer terms tells nothing to anyone who wasn't there. */
const TELLING_TERMS = 4;
const THIN_FACTOR = 0.25;
const FIRST_PERSON_FACTOR = 0.6;
/** A sentence from the middle of a quotation. */
const BROKEN_FACTOR = 0.6;
/** Someone's own words: they tell best what somebody says; that something was said tells nothing. */
const OWN_WORDS_FACTOR = 1.2;
const EMPTY_FACTOR = 0.5;
const EMPTY_SPEECH =
  /\bma(?:de|kes|king) (?:the|this|these|those|his|her|their) (?:remark|comment|statement|announcement)s?\b/i;
/** "He also said", "she added": marked as secondary by the text itself. */
const ADDED_FACTOR = 0.7;
const ADDED = /\b(?:he|she|they) (?:(?:also|further|then) \p{L}+|added|adds|continued)\b/iu;

export function tellingWorth(article: ParsedArticle, number: number): number {
  const { attributions } = article;
  const text = textOf(article, number);
  let worth = 1;
  if (QUESTION.test(text)) worth *= QUESTION_FACTOR;
  if (attributions[number] && saysLittle(article, number)) worth *= THIN_FACTOR;
  if (EMPTY_SPEECH.test(text)) worth *= EMPTY_FACTOR;
  if (attributions[number] && /[“"«]/.test(text)) worth *= OWN_WORDS_FACTOR;
  if (breaksQuotation(text)) worth *= BROKEN_FACTOR;
  if (ADDED.test(text)) worth *= ADDED_FACTOR;
  if (startsInFirstPerson(text) && !attributions[number]) worth *= FIRST_PERSON_FACTOR;
  return worth;
}

/** Whether it is a question or a quotation. Neither can open a summary with what happened. */
export function isQuestionOrQuotation(article: ParsedArticle, number: number): boolean {
  const text = textOf(article, number);
  return QUESTION.test(text) || /^["“]/.test(text);
}

/** Whether little is left beside words of every report and the speaker's name: "Feeling strong, that's nice". */
function saysLittle({ terms, attributions }: ParsedArticle, number: number): boolean {
  const { speaker } = attributions[number]!;
  const telling = [...terms[number]].filter((term) => !isReportingTerm(term) && !speaker.terms.has(term));
  return telling.length < TELLING_TERMS;
}

const textOf = ({ text, sentences }: ParsedArticle, number: number) =>
  text.slice(sentences[number].start, sentences[number].end);
