# ruff: noqa: E501 - markup and titles keep the lines that they have on real pages
"""The weight of real pages: style sheets and scripts written into them."""

from functools import lru_cache
from random import Random

_PARTS = (
    "header", "nav", "banner", "logo", "search", "main", "left", "right", "tab", "slide", "box",
    "more", "footer", "link", "btn", "pic", "txt", "tit", "con", "item", "side", "crumb", "share",
)  # fmt: skip
_DECLARATIONS = (
    "float:left", "width:{n}px", "height:{n}px", "line-height:{n}px", "color:#{c}", "margin:0 auto",
    "background:#{c}", "font-size:{s}px", "overflow:hidden", "text-align:center", "padding:{s}px 0",
    "border-bottom:1px solid #{c}", "position:relative", "display:inline-block", "clear:both",
    "background:url(../images/bg_{s}.png) no-repeat 0 -{n}px", "zoom:1", "cursor:pointer",
)  # fmt: skip


@lru_cache(maxsize=128)
def css(seed: str, rules: int) -> str:
    """Write that many rules."""
    rng = Random(f"css {seed}")  # noqa: S311 - decoration
    lines = []
    for _ in range(rules):
        part = rng.choice(_PARTS)
        chosen = rng.sample(_DECLARATIONS, rng.randint(3, 6))
        body = ";".join(chosen).format(
            n=rng.randrange(10, 900), s=rng.randrange(1, 30), c=f"{rng.randrange(16**6):06x}"
        )
        lines.append(f".{part}_{rng.randrange(1, 40)} .{rng.choice(_PARTS)}{{{body}}}")
    return "\n".join(lines)


SLIDER = """
(function($){
  var cur = 0, timer = null, step = 4000;
  function show(i){
    $(".slide_box .pic").eq(i).stop(true,true).fadeIn(400).siblings(".pic").hide();
    $(".slide_box .num span").eq(i).addClass("on").siblings().removeClass("on");
    cur = i;
  }
  function next(){ var n = $(".slide_box .pic").length; show((cur + 1) % n); }
  $(function(){
    $(".slide_box").hover(function(){ clearInterval(timer); }, function(){ timer = setInterval(next, step); });
    timer = setInterval(next, step);
    $(".slide_box .num span").mouseover(function(){ show($(this).index()); });
  });
})(jQuery);
"""
TABS = """
function setTab(name, cursel, n){
  for (var i = 1; i <= n; i++) {
    var menu = document.getElementById(name + i);
    var con = document.getElementById("con_" + name + "_" + i);
    if (!menu || !con) { continue; }
    menu.className = i == cursel ? "hover" : "";
    con.style.display = i == cursel ? "block" : "none";
  }
}
"""
SEARCH = """
function checkSearch(form){
  var kw = form.searchword.value.replace(/(^\\s*)|(\\s*$)/g, "");
  if (kw == "" || kw == "请输入关键字") { alert("请输入关键字！"); form.searchword.focus(); return false; }
  if (/[<>'"&%;]/.test(kw)) { alert("关键字含有非法字符！"); return false; }
  form.searchword.value = kw;
  return true;
}
function addFavorite(){
  try { window.external.addFavorite(location.href, document.title); }
  catch (e) { alert("请使用Ctrl+D进行添加"); }
}
"""
FONTS = """
function doZoom(size){
  var zoom = document.getElementById("zoom");
  if (!zoom) { return; }
  zoom.style.fontSize = size + "px";
  var ps = zoom.getElementsByTagName("p");
  for (var i = 0; i < ps.length; i++) { ps[i].style.fontSize = size + "px"; ps[i].style.lineHeight = "2em"; }
}
"""
SCREEN = """
var browser = { versions: function(){ var u = navigator.userAgent; return {
  trident: u.indexOf('Trident') > -1, webKit: u.indexOf('AppleWebKit') > -1,
  mobile: !!u.match(/AppleWebKit.*Mobile.*/), iPad: u.indexOf('iPad') > -1 }; }() };
function oldPeople(){ document.cookie = "aging=1; path=/"; location.reload(); }
"""


def script(*parts: str) -> str:
    """Wrap scripts as pages carry them."""
    return '<script type="text/javascript">' + "".join(parts) + "</script>"
