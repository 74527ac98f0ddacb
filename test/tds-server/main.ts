/** The test server in a process of its own: prints its port and serves people until it is ended. */
import { peopleDatabase } from '../database/people.js'
import { answerFrom } from './database.js'
import { startSqlServer } from './server.js'

const server = await startSqlServer({ answer: answerFrom(peopleDatabase(Number(process.argv[2] ?? 1000))) })
process.stdout.write(String(server.port))
