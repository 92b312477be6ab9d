"""What people read: findings as static pages, later bulletins and the desk."""
