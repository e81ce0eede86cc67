#!/usr/bin/env node
import { runBuilt } from './built.mjs'
import { prepare } from './prepare.mjs'

await prepare({ quiet: true })
await runBuilt(process.argv.slice(2))
