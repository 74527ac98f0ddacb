/** The test server in a process of its own: prints its port and serves people until it is ended. */
import { peopleDatabase } from '../test/database/people.js'
import { answerFrom } from '../test/tds-server/database.js'
import { startSqlServer } from '../test/tds-server/server.js'

const server = await startSqlServer({ answer: answerFrom(peopleDatabase(Number(process.argv[2] ?? 1000))) })
process.stdout.write(String(server.port))
