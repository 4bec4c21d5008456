-- Where the fields that @NAMES@ lists stand: a line for each, after the rest.
local wanted = {}
for name in ("@NAMES@"):gmatch("%S+") do wanted[name] = pcall(Field.new, name) end
local places = Proto("places", "Places of fields")
function places.dissector(tvb, pinfo)
  for _, i in ipairs({ all_field_infos() }) do
    if wanted[i.name] then print("place", pinfo.number, i.name, i.offset, i.len) end
  end
end
register_postdissector(places)
