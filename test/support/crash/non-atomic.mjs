// Preloaded to show that the crash test can fail: every transaction becomes a row of single statements.
import Database from 'better-sqlite3';

Database.prototype.transaction = (work) => Object.assign((...values) => work(...values), { immediate: work, deferred: work, exclusive: work });
