// Reads Parquet files with hyparquet, a reader of others, and compares every cell and type with the CSV of the same events.
// Usage: node parquet_reader.mjs EVENTS.csv DATAPACKAGE.json FILE.parquet...
import fs from 'node:fs'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

function parseCsv(text) {
  const rows = [['']]
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    const row = rows[rows.length - 1]
    if (quoted && c === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i++ }
    else if (c === '"') quoted = !quoted
    else if (!quoted && c === ',') row.push('')
    else if (!quoted && c === '\n') rows.push([''])
    else row[row.length - 1] += c
  }
  rows.pop()
  return rows
}

const kinds = { string: 'string', integer: 'bigint', number: 'number', boolean: 'boolean', date: 'object' }

function text(value, type) {
  if (value === null || value === undefined) return ''
  if (typeof value !== kinds[type]) throw new Error(`${value} is a ${typeof value}, no ${type}`)
  if (type === 'date') return value.toISOString().slice(0, 10)
  return String(value)
}

const [csvFile, packageFile, ...files] = process.argv.slice(2)
const [header, ...rows] = parseCsv(fs.readFileSync(csvFile, 'utf8'))
const fields = JSON.parse(fs.readFileSync(packageFile, 'utf8')).resources[0].schema.fields
if (rows.length < 2 || files.length === 0) throw new Error('nothing to compare')
for (const name of files) {
  const file = await asyncBufferFromFile(name)
  const metadata = await parquetMetadataAsync(file)
  const data = await parquetReadObjects({ file, compressors })
  if (Number(metadata.num_rows) !== rows.length || data.length !== rows.length) throw new Error(`${name}: ${data.length} rows, expected ${rows.length}`)
  const names = metadata.schema.slice(1).map(c => c.name)
  if (names.join() !== header.join() || names.join() !== fields.map(f => f.name).join()) throw new Error(`${name}: other columns: ${names}`)
  let values = 0
  for (const [r, object] of data.entries())
    for (const [c, field] of fields.entries()) {
      const got = text(object[field.name], field.type)
      const same = field.type === 'number' && got !== '' ? Math.abs(got - rows[r][c]) < 1e-6 : got === rows[r][c]
      if (!same) throw new Error(`${name}: row ${r}, ${field.name}: '${got}', expected '${rows[r][c]}'`)
      if (got !== '') values++
    }
  if (values < rows.length * 10) throw new Error(`${name}: only ${values} values`)
  console.log(`${name.split('/').pop()}: ${rows.length} rows in ${metadata.row_groups.length} groups, ${values} values, codec ${metadata.row_groups[0].columns[0].meta_data.codec}`)
}
