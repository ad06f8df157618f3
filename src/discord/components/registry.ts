/** What each custom id does. */
import type { Action } from '../custom-ids.js';
import * as admin from './admin.js';
import * as answer from './answer.js';
import * as cases from './cases.js';
import type { UseComponent, UseModal } from './component.js';
import * as digests from './digests.js';
import * as feedback from './feedback.js';
import * as follow from './follow.js';
import { followUp, followUpAsk } from './follow-up.js';
import * as handOver from './hand-over.js';
import { changeHelpers } from './helpers.js';
import * as lists from './lists.js';
import * as settings from './settings.js';
import * as summary from './summary.js';
import * as teach from './teach.js';
import * as tellLater from './tell-later.js';

/** What is submitted rather than clicked. */
type ModalAction =
  | 'dislike-why'
  | 'follow-up-ask'
  | 'settings-save'
  | 'add-files'
  | 'digest-add'
  | 'case-keep'
  | 'teach';

export const COMPONENTS: Readonly<Record<Exclude<Action, ModalAction>, UseComponent>> = {
  evidence: answer.showEvidence,
  quote: answer.showQuote,
  like: feedback.like,
  dislike: feedback.dislike,
  why: answer.showWhy,
  more: answer.showMore,
  delete: answer.deleteAnswer,
  share: answer.shareAnswer,
  'follow-up': followUp,
  within: answer.askWithin,
  'sources-page': lists.turnSources,
  'privacy-delete': lists.deleteOwnData,
  'reindex-start': admin.startReindex,
  'reindex-cancel': admin.cancelReindex,
  'reindex-empty': admin.emptyIndex,
  rollback: admin.rollBack,
  'source-refresh': admin.readSource,
  settings: settings.openSettings,
  'add-confirm': admin.confirmAdd,
  'add-cancel': admin.cancelAdd,
  'undo-remove': admin.undoRemove,
  'questions-page': lists.turnQuestions,
  'questions-csv': lists.sendQuestionsCsv,
  'corrections-page': lists.turnCorrections,
  'summary-page': summary.turnSummary,
  'summarize-cited': summary.summarizeCited,
  'summarize-choose': summary.chooseArticle,
  'tell-later': tellLater.tellLater,
  'tell-later-not': tellLater.tellLaterNot,
  'follow-stop': follow.stopFollowing,
  'digest-new': digests.openDigest,
  'digest-remove': digests.removeDigest,
  'case-make': cases.makeCase,
  'case-delete': cases.deleteCase,
  'cases-page': cases.turnCases,
  'cases-file': cases.sendCases,
  withdraw: teach.withdraw,
  helpers: changeHelpers,
  'ask-person': handOver.askPerson,
  'hand-over': handOver.handOver,
  settle: handOver.settle,
};

/** What has something answered or shown to others, which a server can keep from some of its members. */
export const ASKING: ReadonlySet<string> = new Set<Action>([
  'follow-up',
  'follow-up-ask',
  'within',
  'share',
  'summarize-cited',
  'summarize-choose',
  'tell-later',
  'ask-person',
  'hand-over',
]);

export const MODALS: Readonly<Record<ModalAction, UseModal>> = {
  'dislike-why': feedback.dislikeWhy,
  'follow-up-ask': followUpAsk,
  'settings-save': settings.saveSettings,
  'add-files': admin.addFiles,
  'digest-add': digests.addDigestOf,
  'case-keep': cases.keepCase,
  teach: teach.teach,
};
