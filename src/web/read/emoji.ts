/** Signs of the emoji that people at work write by name most; any other stays as it was typed, `:like_this:`. */
const table = `+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 raised_hands 🙌 pray 🙏 muscle 💪 eyes 👀 brain 🧠 heart ❤️ star ⭐
sparkles ✨ fire 🔥 tada 🎉 rocket 🚀 bulb 💡 books 📚 book 📖 bookmark 🔖 memo 📝 pencil ✏️ clipboard 📋 calendar 📅 alarm_clock ⏰ hourglass ⌛
stopwatch ⏱️ white_check_mark ✅ heavy_check_mark ✔️ x ❌ warning ⚠️ no_entry ⛔ question ❓ exclamation ❗ lock 🔒 unlock 🔓 key 🔑 bell 🔔 mega 📣
speech_balloon 💬 thought_balloon 💭 link 🔗 pushpin 📌 mag 🔍 hammer 🔨 wrench 🔧 gear ⚙️ package 📦 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 dart 🎯 trophy 🏆 medal 🏅 seedling 🌱 herb 🌿 sunny ☀️ cloud ☁️ rainbow 🌈 snowflake ❄️ zap ⚡ anchor ⚓
sailboat ⛵ boat ⛵ island 🏝️ airplane ✈️ house 🏠 coffee ☕ tea 🍵 cake 🍰 smile 😄 smiley 😃 grin 😁 joy 😂 slightly_smiling_face 🙂 wink 😉 blush 😊
thinking_face 🤔 sob 😭 cry 😢 disappointed 😞 angry 😠 confused 😕 neutral_face 😐 sunglasses 😎 partying_face 🥳 sleeping 😴 zzz 💤 shrug 🤷
facepalm 🤦 large_green_circle 🟢 large_yellow_circle 🟡 red_circle 🔴 arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ repeat 🔁 recycle ♻️
100 💯 bug 🐛 turtle 🐢 snail 🐌 construction 🚧 rotating_light 🚨 computer 💻 telephone_receiver 📞 email 📧 point_right 👉 point_up ☝️`;

const words = table.split(/\s+/);
const signs = new Map<string, string>();
for (let at = 0; at + 1 < words.length; at += 2) signs.set(words[at] ?? '', words[at + 1] ?? '');

/** @param name without its colons */
export const emojiIn = (name: string): string => signs.get(name) ?? `:${name}:`;
