#!/usr/bin/env node
/** The process: reads .env, hands the arguments to a command, and turns errors into one line and an exit status. */
import { runCli } from './cli/run-cli.js';

process.exitCode = await runCli(process.argv.slice(2));
