import { join } from 'node:path'
import { migrate } from '../server/db/migrate.ts'
import { connect } from '../server/kernel/db/index.ts'
import { checkout } from '../server/kernel/home.ts'
import { asOwner, importPlaces, layGround, loadDemonstration } from '../server/setup.ts'
import { vaultOf } from '../server/main.ts'
import { appPassword, inDatabase, template, testSecrets } from './secrets.ts'

// Makes the database that every story begins with a copy of: the whole province's tree, and the demonstration corner
// with its people, accounts and mandates. Run once by `npm test`.
const adminUrl = process.env.GONGZHI_TEST_ADMIN_URL
if (!adminUrl) throw new Error('GONGZHI_TEST_ADMIN_URL names no PostgreSQL; run npm test')

const root = connect({ url: adminUrl, max: 1 })
await root.unsafe(`drop database if exists ${template} with (force)`)
await root.unsafe(`create database ${template}`)
await root.end()

const url = inDatabase(adminUrl, template)
await migrate({ adminUrl: url, appPassword, folder: join(checkout, 'server', 'db', 'migrations') })
const owner = asOwner(url)
await importPlaces(owner)
await layGround(owner)
await loadDemonstration(owner, vaultOf(testSecrets))
await owner.end()
