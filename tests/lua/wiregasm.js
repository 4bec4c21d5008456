// SPDX-License-Identifier: BSD-3-Clause
// Wireshark 4.4.5 of the npm package @goodtools/wiregasm 1.9.1, whose folder
// is $WIREGASM: runs a script, and prints the trees of a capture's frames as
// JSON, one line each.
//
//	node wiregasm.js SCRIPT [CAPTURE]
const fs = require('fs')
const path = require('path')

const dist = path.join(process.env.WIREGASM, 'dist')
const load = require(path.join(dist, 'wiregasm.js'))

function branch(nodes) {
	const list = []
	for (let i = 0; i < nodes.size(); i++) {
		const n = nodes.get(i)
		list.push({ label: n.label, filter: n.filter, start: n.start,
			length: n.length, source: n.data_source_idx,
			tree: branch(n.tree) })
	}
	return list
}

function frames(wg, file) {
	wg.FS.writeFile('/uploads/capture', fs.readFileSync(file))
	const session = new wg.DissectSession('/uploads/capture')
	const count = session.load().summary.packet_count
	for (let i = 1; i <= count; i++) {
		const tree = branch(session.getFrame(i).tree)
		process.stdout.write(JSON.stringify(tree) + '\n')
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
