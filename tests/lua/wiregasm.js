// SPDX-License-Identifier: BSD-3-Clause
// Wireshark 4.4.5 of the npm package @goodtools/wiregasm 1.9.1, whose folder
// is $WIREGASM: runs a script, and prints the columns and trees of a capture's
// frames as JSON, one line each.
//
//	node wiregasm.js SCRIPT [CAPTURE]
const fs = require('fs')
const path = require('path')

const dist = path.join(process.env.WIREGASM, 'dist')
const load = require(path.join(dist, 'wiregasm.js'))

function list(vector, make) {
	const made = []
	for (let i = 0; i < vector.size(); i++)
		made.push(make(vector.get(i)))
	return made
}

function branch(nodes) {
	return list(nodes, (n) => ({ label: n.label, filter: n.filter,
		start: n.start, length: n.length, source: n.data_source_idx,
		tree: branch(n.tree) }))
}

function frames(wg, file) {
	wg.FS.writeFile('/uploads/capture', fs.readFileSync(file))
	const session = new wg.DissectSession('/uploads/capture')
	const count = session.load().summary.packet_count
	const rows = list(session.getFrames('', 0, 0).frames,
		(f) => list(f.columns, (c) => c))
	for (let i = 1; i <= count; i++) {
		const tree = branch(session.getFrame(i).tree)
		process.stdout.write(JSON.stringify({ columns: rows[i - 1], tree }) +
			'\n')
	}
}

(load.default || load)({
	locateFile: (name) => path.join(dist, name),
	print: (s) => process.stdout.write(s + '\n'),
	printErr: (s) => s.includes('[DFilter') || process.stderr.write(s + '\n'),
	handleStatus: () => {},
}).then((wg) => {
	wg.FS.writeFile('/plugins/script.lua', fs.readFileSync(process.argv[2]))
	wg.init()
	if (process.argv[3])
		frames(wg, process.argv[3])
})
